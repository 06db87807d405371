package dev.offspring.processor.uses;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.offspring.annotation.Generated;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.report.Rule;
import dev.offspring.processor.report.SharedRule;
import dev.offspring.processor.scan.Annotations;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Finds uses of shared fields in one class, and declarations of some in classes that annotation processing does not see. */
final class UseScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;

    UseScanner(Trees trees) {
        this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        Element type = trees.getElement(getCurrentPath());
        if (type != null && Annotations.find(type, Generated.class).isPresent()) {
            return null;
        }
        return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
        return null; // Importing is not using.
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
        VariableElement field = sharedField();
        if (field != null && field.getEnclosingElement() instanceof TypeElement owner && isLocal(owner)) {
            print(SharedRule.LOCAL_CLASS, tree, field.getSimpleName());
        }
        return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
        check();
        return super.visitIdentifier(tree, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void nothing) {
        check();
        return super.visitMemberSelect(tree, null);
    }

    private void check() {
        VariableElement field = sharedField();
        if (field == null || !(field.getEnclosingElement() instanceof TypeElement owner) || isLocal(owner)) {
            return; // In a local class, the declaration is the mistake.
        }
        Use use = use();
        String accessor = AccessorNames.call(field, owner, use);
        print(use.rule(), getCurrentPath().getLeaf(), field.getSimpleName(), accessor);
    }

    private static boolean isLocal(TypeElement owner) {
        return owner.getNestingKind() == NestingKind.LOCAL || owner.getNestingKind() == NestingKind.ANONYMOUS;
    }

    private @Nullable VariableElement sharedField() {
        Element element = trees.getElement(getCurrentPath());
        return element instanceof VariableElement field
                        && field.getKind() == ElementKind.FIELD
                        && Annotations.find(field, Shared.class).isPresent()
                ? field
                : null;
    }

    /** What is done with the field that the current path leads to. */
    private Use use() {
        TreePath path = getCurrentPath();
        while (path.getParentPath().getLeaf() instanceof ParenthesizedTree) {
            path = path.getParentPath();
        }
        Tree self = path.getLeaf();
        return switch (path.getParentPath().getLeaf()) {
            case AssignmentTree assignment when assignment.getVariable() == self -> Use.WRITE;
            case CompoundAssignmentTree compound when compound.getVariable() == self -> update(compound);
            case UnaryTree unary when unary.getExpression() == self -> update(unary);
            default -> Use.READ;
        };
    }

    private static Use update(ExpressionTree tree) {
        return switch (tree.getKind()) {
            case PREFIX_INCREMENT, PREFIX_DECREMENT, PLUS_ASSIGNMENT, MINUS_ASSIGNMENT -> Use.ADD;
            case POSTFIX_INCREMENT, POSTFIX_DECREMENT -> Use.ADD_AFTERWARDS;
            case UNARY_PLUS, UNARY_MINUS, BITWISE_COMPLEMENT, LOGICAL_COMPLEMENT -> Use.READ;
            default -> Use.UPDATE;
        };
    }

    private void print(Rule rule, Tree tree, Object... arguments) {
        trees.printMessage(
                rule.severity(), rule.message(arguments), tree, getCurrentPath().getCompilationUnit());
    }
}

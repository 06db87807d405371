package dev.offspring.processor.scan;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.TargetRule;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Targets in local and anonymous classes. The compiler does not show these classes to processors, so they are looked
 * for in its trees; where it has none, they stay unseen.
 */
public final class LocalTargets extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private final List<Problem> problems = new ArrayList<>();

    private LocalTargets(Trees trees) {
        this.trees = trees;
    }

    /** The targets that nobody can name, within a class; each is reported at the member that it is in. */
    public static List<Problem> find(ProcessingEnvironment environment, Element type) {
        try {
            var scanner = new LocalTargets(Trees.instance(environment));
            TreePath path = scanner.trees.getPath(type);
            if (path != null) {
                scanner.scan(path, null);
            }
            return scanner.problems;
        } catch (IllegalArgumentException | LinkageError e) {
            return List.of();
        }
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        boolean isTarget = method.getModifiers().getAnnotations().stream().anyMatch(LocalTargets::isTarget);
        if (isTarget) {
            Element member = memberAround(getCurrentPath().getParentPath());
            if (member != null) {
                problems.add(Problem.of(Location.of(member), TargetRule.TARGET_IN_LOCAL_CLASS, method.getName()));
            }
        }
        return super.visitMethod(method, null);
    }

    /** The method or field around a local class; null for a class that is not local. */
    private @Nullable Element memberAround(TreePath type) {
        TreePath child = type;
        for (TreePath path = type.getParentPath(); path != null; path = path.getParentPath()) {
            Element element = path.getLeaf() instanceof ClassTree ? trees.getElement(path) : null;
            if (element != null) {
                boolean isMember = child.getLeaf() instanceof ClassTree;
                return isMember ? null : trees.getElement(child);
            }
            child = path;
        }
        return null;
    }

    private static boolean isTarget(AnnotationTree annotation) {
        Tree type = annotation.getAnnotationType();
        String name = type.toString();
        return name.equals(ProcessTarget.class.getSimpleName()) || name.equals(ProcessTarget.class.getCanonicalName());
    }
}

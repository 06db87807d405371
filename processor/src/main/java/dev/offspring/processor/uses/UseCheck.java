package dev.offspring.processor.uses;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * Looks at every class when javac has attributed it: before that nothing says what a name means, and after it a class file would
 * be written. An error here stops the compiler in front of that.
 */
public final class UseCheck implements TaskListener {
    private final Trees trees;

    private UseCheck(Trees trees) {
        this.trees = trees;
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalArgumentException if the compiler is not javac, or hides behind something unknown
     */
    public static void install(ProcessingEnvironment environment) {
        ProcessingEnvironment javac = Unwrap.javac(environment);
        JavacTask.instance(javac).addTaskListener(new UseCheck(Trees.instance(javac)));
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (event.getKind() != TaskEvent.Kind.ANALYZE || type == null || event.getCompilationUnit() == null) {
            return;
        }
        // Several classes may stand in one file, and each has an event of its own.
        TreePath path = trees.getPath(type);
        if (path != null) {
            new UseScanner(trees).scan(path, null);
        }
    }
}

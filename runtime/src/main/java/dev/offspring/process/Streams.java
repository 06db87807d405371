package dev.offspring.process;

import java.lang.ProcessBuilder.Redirect;

/** Where a child's output goes, as far as the system sees to that itself; pipes are read here. */
record Streams(Redirect output, Redirect error) {
    static Streams of(ChildOptions options, boolean onTerminal) {
        ProcessBuilder redirected = redirect(new ProcessBuilder(), options, onTerminal);
        return new Streams(redirected.redirectOutput(), redirected.redirectError());
    }

    private static ProcessBuilder redirect(ProcessBuilder builder, ChildOptions options, boolean onTerminal) {
        Output output = options.output();
        switch (output.kind()) {
            case INHERIT -> builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
            case DISCARD -> builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
            case FILE -> {
                if (!output.isPrefixed()) {
                    builder.redirectOutput(Redirect.appendTo(output.path().toFile()));
                    if (options.orphan() == Orphan.KEEP) {
                        builder.redirectError(Redirect.appendTo(output.path().toFile()));
                    }
                }
            }
            case AUTO -> {
                if (onTerminal) {
                    builder.redirectOutput(Redirect.INHERIT);
                }
            }
            case LINES -> {}
        }
        return builder;
    }
}

package dev.offspring.samples.census;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a census has counted: classes, methods, and how often each instruction occurs. One thread's own. */
public final class Tally {
    /** An opcode is a byte. */
    public static final int OPCODES = 256;

    private static final ClassFile READER = ClassFile.of(
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
            ClassFile.StackMapsOption.DROP_STACK_MAPS);

    private final long[] opcodes = new long[OPCODES];
    private long classes;
    private long methods;

    public Tally() {}

    /** A tally of these figures. */
    public Tally(long classes, long methods, long[] opcodes) {
        this.classes = classes;
        this.methods = methods;
        System.arraycopy(opcodes, 0, this.opcodes, 0, OPCODES);
    }

    /** Adds what is in a class file. */
    public void count(byte[] classFile) {
        classes++;
        for (var method : READER.parse(classFile).methods()) {
            count(method);
        }
    }

    private void count(MethodModel method) {
        methods++;
        CodeModel code = method.code().orElse(null);
        if (code == null) {
            return; // abstract or native
        }
        for (var element : code) {
            if (element instanceof Instruction instruction) {
                // `wide iload` is 0xC415 here: it counts as the iload that it widens.
                opcodes[instruction.opcode().bytecode() & 0xFF]++;
            }
        }
    }

    public long classes() {
        return classes;
    }

    public long methods() {
        return methods;
    }

    public long of(int opcode) {
        return opcodes[opcode];
    }

    public long instructions() {
        return Arrays.stream(opcodes).sum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tally that
                && classes == that.classes
                && methods == that.methods
                && Arrays.equals(opcodes, that.opcodes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(opcodes);
    }

    @Override
    public String toString() {
        return classes + " classes, " + methods + " methods, " + instructions() + " instructions";
    }
}

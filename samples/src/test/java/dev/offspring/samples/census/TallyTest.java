package dev.offspring.samples.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void classFile_isCountedByInstruction() {
        var tally = new Tally();

        tally.count(twoInstructionsAndAnAbstractMethod());

        assertThat(tally.classes()).isEqualTo(1);
        assertThat(tally.methods()).isEqualTo(2);
        assertThat(tally.instructions()).isEqualTo(2);
        assertThat(tally.of(Opcode.ICONST_5.bytecode())).isEqualTo(1);
        assertThat(tally.of(Opcode.IRETURN.bytecode())).isEqualTo(1);
    }

    @Test
    void wideForms_countAsTheInstructionThatTheyWiden() {
        byte[] classFile = ClassFile.of()
                .build(
                        ClassDesc.of("Wide"),
                        c -> c.withMethodBody(
                                "far",
                                MethodTypeDesc.of(ConstantDescs.CD_int),
                                ClassFile.ACC_STATIC,
                                code -> code.iconst_0()
                                        .istore(1_000)
                                        .iload(1_000)
                                        .ireturn()));
        var tally = new Tally();

        tally.count(classFile);

        assertThat(tally.of(Opcode.ISTORE.bytecode())).isEqualTo(1);
        assertThat(tally.of(Opcode.ILOAD.bytecode())).isEqualTo(1);
        assertThat(tally.instructions()).isEqualTo(4);
    }

    @Test
    void module_isCountedClassByClass() throws IOException {
        List<String> paths = ClassFiles.ofModule("java.logging");
        var whole = new Tally();
        for (var path : paths) {
            whole.count(ClassFiles.read(path));
        }

        assertThat(whole.classes()).isEqualTo(paths.size()).isPositive();
        assertThat(whole.instructions()).isGreaterThan(whole.methods());
    }

    private static byte[] twoInstructionsAndAnAbstractMethod() {
        var noArguments = MethodTypeDesc.of(ConstantDescs.CD_int);
        return ClassFile.of()
                .build(
                        ClassDesc.of("Small"),
                        c -> c.withFlags(ClassFile.ACC_ABSTRACT)
                                .withMethod("none", noArguments, ClassFile.ACC_ABSTRACT, m -> {})
                                .withMethodBody(
                                        "five",
                                        noArguments,
                                        ClassFile.ACC_STATIC,
                                        code -> code.iconst_5().ireturn()));
    }
}

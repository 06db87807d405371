package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words of a JVM a class-data cache is made for, in spite of, or not at all. */
final class ClassCacheOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Djava.x=1",
                "-Djdk.x=1",
                "-Dsun.x=1",
                "-Djava.utility=1",
                "-XX:+UseSerialGC",
                "-XX:NewSize=1m",
                "-Xss1m",
                "-ea",
                "--enable-preview",
                "--add-opens",
                "a/b=c"
            })
    void wordThatAJvmLooksAt_isInTheKey(String word) {
        assertThat(ClassCache.select(List.of(word))).containsExactly(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dmine=1",
                "-Dmine",
                "-Djava.util.x=1",
                "-Djavax.x=1",
                "-Doffspring.cache=/x",
                "-Xmx8m",
                "-Xms8m",
                "-Xmn1m",
                "-XX:MaxHeapSize=1g",
                "-XX:InitialHeapSize=1g",
                "-XX:MaxRAMPercentage=50",
                "-XX:MinRAMPercentage=50",
                "-XX:InitialRAMPercentage=50"
            })
    void wordThatMakesNoDifference_isLeftOut(String word) {
        assertThat(ClassCache.select(List.of("-ea", word, "-Xss1m"))).containsExactly("-ea", "-Xss1m");
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx8m, false",
        "-Xmx9M, false",
        "-Xmx10m, true",
        "-Xmx10M, true",
        "-Xmx1g, true",
        "-Xmx1T, true",
        "-Xmx8192k, false",
        "-Xmx8388608, false",
        "-Xms8m, false",
        "-Xmn1m, false",
        "-XX:MaxHeapSize=8m, false",
        "-XX:MaxRAM=8m, false",
        "-XX:NewSize=1m, false",
        "-XX:MaxNewSize=1m, false",
        "-XX:NewRatio=1, false",
        "-XX:OldSize=1m, false",
        "-XX:+UseSerialGC, true",
        "-Dmine=-Xmx8m, true"
    })
    void heapThatMayBeTooSmallForTheObjectsOfACache_isSeen(String word, boolean hasRoom) {
        assertThat(ClassCache.haveRoomForObjects(List.of("-ea", word))).isEqualTo(hasRoom);
        assertThat(ClassCache.haveRoomForObjects(List.of(word, "-Xmx1g")))
                .as("before one that has room")
                .isEqualTo(hasRoom);
    }

    @Test
    void heapOfWhichNothingIsSaid_hasRoom() {
        assertThat(ClassCache.haveRoomForObjects(List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:x",
                "-agentlib:x",
                "-agentpath:x",
                "-Xrunx",
                "-Xbootclasspath/a:x",
                "-XX:AOTCache=x",
                "-XX:AOTMode=off",
                "-XX:SharedArchiveFile=x",
                "-XX:ArchiveClassesAtExit=x",
                "-XX:+AutoCreateSharedArchive",
                "-XX:Flags=x",
                "-XX:VMOptionsFile=x",
                "-Xshare:off",
                "--patch-module=a=b",
                "--patch-module",
                "--limit-modules",
                "--upgrade-module-path=x",
                "-Djava.system.class.loader=x",
                "@words"
            })
    void wordThatNoCacheCanBeMadeFor_isSeen(String word) {
        assertThat(ClassCache.isPossible(List.of("-ea", word), ChildOptions.PLAIN))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dx=y", "-Xmx1g", "-XX:+UseSerialGC", "--add-opens", "--enable-preview"})
    void otherWords_areNoObstacle(String word) {
        assertThat(ClassCache.isPossible(List.of("-ea", word), ChildOptions.PLAIN))
                .isTrue();
    }

    /** Whatever they say: it is read by the JVM alone. */
    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void variableWithOptions_isAnObstacle(String variable) {
        assertThat(ClassCache.isPossible(List.of(), with(Map.of(variable, "-Dx=y"))))
                .isFalse();
        assertThat(ClassCache.isPossible(List.of(), with(Map.of("MY_" + variable, "-Dx=y"))))
                .isTrue();
    }

    private static ChildOptions with(Map<String, String> environment) {
        return new ChildOptions(
                null, null, null, List.of(), environment, null, null, null, Output.AUTO, Orphan.END, false, null);
    }
}

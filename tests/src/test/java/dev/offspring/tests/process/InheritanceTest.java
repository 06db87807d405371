package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offspring.tests.TestJvm;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table "What a child inherits" of docs/launch.md, in real processes. */
final class InheritanceTest {
    private static final String JDWP_HANDSHAKE = "JDWP-Handshake";

    @TempDir
    private Path temp;

    @Test
    void propertiesAssertionsAndOpenedPackages_areKept() throws Exception {
        List<String> options = List.of("-Dkey=some value", "-ea", "--add-opens", "java.base/java.util=ALL-UNNAMED");
        assertThat(report(List.of(), options, "property:key"))
                .contains("key=some value\n", "assertions=true\n", "opened=true\n", "native=true\n");
    }

    @Test
    void localeZoneAndEncoding_areKept() throws Exception {
        List<String> options = List.of(
                "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Tokyo", "-Dfile.encoding=ISO-8859-1");
        assertThat(report(List.of(), options)).contains("locale=tr_TR\n", "zone=Asia/Tokyo\n", "charset=ISO-8859-1\n");
    }

    @Test
    void environmentAndDirectory_areTheParentsUnlessTheTaskSaysOtherwise() throws Exception {
        List<String> environment = List.of("env", "TZ=America/Lima", "MINE=of the parent", "LC_ALL=C.UTF-8");
        assertThat(report(environment, List.of(), "variable:MINE", "variable:NEW", "env:NEW=a=b"))
                .contains("zone=America/Lima\n", "$MINE=of the parent\n", "$NEW=a=b\n")
                .contains("directory=" + Path.of("").toAbsolutePath() + "\n");
        assertThat(report(environment, List.of(), "variable:MINE", "env:MINE=own", "directory:" + temp))
                .contains("$MINE=own\n", "directory=" + temp + "\n");
    }

    @Test
    void heap_isTheChildsOwn() throws Exception {
        assertThat(heap(report(List.of(), List.of("-Xmx48m")))).isNotEqualTo(48);
        assertThat(heap(report(List.of(), List.of("-Xmx48m"), "heap:80m"))).isBetween(70, 80);
    }

    @Test
    void collector_isTheOneThatWasAskedFor() throws Exception {
        assertThat(report(List.of(), List.of())).contains("collectors=[Copy, MarkSweepCompact]");
        assertThat(report(List.of(), List.of("-XX:+UseG1GC"))).contains("collectors=[G1 ");
        assertThat(report(List.of(), List.of("-XX:+UseG1GC"), "jvm:-XX:+UseParallelGC"))
                .contains("collectors=[PS MarkSweep, PS Scavenge]");
    }

    /** Property: what belongs to the parent alone is left out, and the rest kept, also where a variable says it. */
    @Test
    void debuggerAndJmxInVariables_areLeftOut() throws Exception {
        String jdwp = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:" + freePort();
        String jmx = "-Dcom.sun.management.jmxremote.port=" + freePort()
                + " -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false";
        List<String> environment = List.of(
                "env",
                "JAVA_TOOL_OPTIONS=" + jdwp + " -Dhidden='two words'",
                "JDK_JAVA_OPTIONS=" + jmx + " \"-Dother=also two\"",
                "_JAVA_OPTIONS=-Dlast=wins -Xmx300m");
        String said = report(
                environment,
                List.of("-Dlast=loses"),
                "property:hidden",
                "property:other",
                "property:last",
                "property:com.sun.management.jmxremote.port",
                "variable:JAVA_TOOL_OPTIONS");
        assertThat(said)
                .contains("hidden=two words\n", "other=also two\n", "last=wins\n", "$JAVA_TOOL_OPTIONS=null\n")
                .contains("com.sun.management.jmxremote.port=null\n");
        assertThat(said.split("Picked up", -1)).as(said).hasSize(4); // the parent's three variables
    }

    @Test
    void wordsLongerThanTheSystemAllows_arrive() throws Exception {
        Path long200k = Files.writeString(
                temp.resolve("arguments"), "\"-Dlong=" + "x".repeat(200_000) + "\"\n-Dshort=\"a \\\"b\\\\c\"");
        assertThat(report(List.of(), List.of("@" + long200k), "property:long", "property:short"))
                .contains("long=" + "x".repeat(200_000) + "\n", "short=a \"b\\c\n");
    }

    @Test
    void classPathLongerThanTheSystemAllows_isUsed() throws Exception {
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        for (int i = 0; i < 3_000; i++) {
            path.append(":/nowhere/")
                    .append(i)
                    .append("/")
                    .append("a".repeat(60))
                    .append(".jar");
        }
        Path arguments = Files.writeString(
                temp.resolve("arguments"), "--enable-native-access=ALL-UNNAMED\n-cp\n\"" + path + "\"\n");
        List<String> command =
                List.of(java(), "@" + arguments, Heirs.class.getName(), "report", "property:java.class.path");
        try (TestJvm jvm = TestJvm.startCommand(command)) {
            assertThat(jvm.awaitExit())
                    .as(() -> jvm.output().substring(0, 2_000))
                    .isZero();
            assertThat(jvm.output()).contains("/nowhere/2999/");
        }
    }

    @Test
    void coverageAgent_countsTheLinesOfAChild() throws Exception {
        Path agent = temp.resolve("jacocoagent.jar");
        try (ZipFile all = new ZipFile(
                        Path.of("target", "fixtures", "jacoco-agent.jar").toFile());
                InputStream in = all.getInputStream(all.getEntry("jacocoagent.jar"))) {
            Files.copy(in, agent);
        }
        Path counted = temp.resolve("jacoco.exec");
        String option = "-javaagent:" + agent + "=destfile=" + counted + ",includes=" + Heirs.class.getName();
        try (TestJvm jvm = TestJvm.start(Heirs.class, option, "--", "covered")) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).isEqualTo("sum=45\n");
        }
        assertThat(coveredLines(counted, "covered"))
                .as("lines that only the child has run")
                .isGreaterThanOrEqualTo(4);
    }

    private static long coveredLines(Path counted, String method) throws IOException {
        ExecFileLoader loader = new ExecFileLoader();
        loader.load(counted.toFile());
        CoverageBuilder coverage = new CoverageBuilder();
        try (InputStream in = Heirs.class.getResourceAsStream("Heirs.class")) {
            new Analyzer(loader.getExecutionDataStore(), coverage).analyzeClass(in.readAllBytes(), "Heirs");
        }
        return coverage.getClasses().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(found -> found.getName().equals(method))
                .mapToLong(found -> {
                    long lines = 0;
                    for (int line = found.getFirstLine(); line <= found.getLastLine(); line++) {
                        ILine at = found.getLine(line);
                        lines += at.getStatus() == ICounter.EMPTY || at.getStatus() == ICounter.NOT_COVERED ? 0 : 1;
                    }
                    return lines;
                })
                .sum();
    }

    /** The child waits until a debugger is there and lets it go on. */
    @Test
    void debugOption_makesThatChildWaitForADebugger() throws Exception {
        try (TestJvm jvm = TestJvm.start(Heirs.class, "-Doffspring.debug=heir", "--", "report")) {
            int port =
                    Integer.parseInt(jvm.await("offspring: heir \\(pid \\d+\\) waits for a debugger on port (\\d+)"));
            assertThat(jvm.output()).doesNotContain("locale=");
            try (Socket debugger = connect(port)) {
                resume(debugger);
                assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
                assertThat(jvm.output()).contains("locale=");
            }
        }
    }

    /** To the child's JVM, as soon as it listens. */
    private static Socket connect(int port) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), Objects::nonNull);
    }

    /** The handshake, and the command Resume of the virtual machine. */
    private static void resume(Socket debugger) throws IOException {
        OutputStream out = debugger.getOutputStream();
        out.write(JDWP_HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        DataInputStream in = new DataInputStream(debugger.getInputStream());
        assertThat(new String(in.readNBytes(JDWP_HANDSHAKE.length()), StandardCharsets.US_ASCII))
                .isEqualTo(JDWP_HANDSHAKE);
        DataOutputStream packet = new DataOutputStream(out);
        packet.writeInt(11);
        packet.writeInt(1);
        packet.writeByte(0);
        packet.writeByte(1);
        packet.writeByte(9);
        packet.flush();
    }

    private static String report(List<String> prefix, List<String> options, String... more) throws Exception {
        List<String> words = new ArrayList<>(options);
        words.add("--");
        words.add("report");
        words.addAll(List.of(more));
        try (TestJvm jvm = TestJvm.start(prefix, Heirs.class, words.toArray(String[]::new))) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            return jvm.output();
        }
    }

    private static int heap(String report) {
        return Integer.parseInt(report.replaceAll("(?s).*\\nheap=(\\d+).*", "$1"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

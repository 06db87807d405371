package dev.offspring.tests.process;

import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A user's project, whose classes are compiled already, and in which Maven runs a plugin's goals. */
final class MavenProject {
    private MavenProject() {}

    /** {@code mvn exec:java}: in Maven's own JVM, by a class loader of the plugin's. */
    static TestJvm exec(Path folder, Path classes, String main, String argument) throws IOException {
        String configuration =
                "<mainClass>" + main + "</mainClass><arguments><argument>" + argument + "</argument></arguments>";
        write(folder, classes, "org.codehaus.mojo", "exec-maven-plugin", "exec-plugin.version", configuration);
        return run(folder, "exec:java");
    }

    /** {@code mvn verify}, as far as it is Failsafe's: in a JVM whose standard output is its channel. */
    static TestJvm failsafe(Path folder, Path classes) throws IOException {
        String options = "<argLine>" + options() + "</argLine>";
        write(folder, classes, "org.apache.maven.plugins", "maven-failsafe-plugin", "failsafe.version", options);
        return run(folder, "failsafe:integration-test", "failsafe:verify");
    }

    private static String options() {
        List<String> words = new ArrayList<>(TestJvm.mode());
        words.add("--enable-native-access=ALL-UNNAMED");
        return String.join(" ", words);
    }

    private static void write(
            Path folder, Path classes, String group, String plugin, String version, String configuration)
            throws IOException {
        StringBuilder libraries = new StringBuilder();
        for (Path library : Fixtures.libraries()) {
            libraries.append("<element>").append(library).append("</element>");
        }
        String pom = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>demo</groupId>
              <artifactId>demo</artifactId>
              <version>1</version>
              <dependencies>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>%s</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <outputDirectory>%s</outputDirectory>
                <testOutputDirectory>%s</testOutputDirectory>
                <plugins>
                  <plugin>
                    <groupId>%s</groupId>
                    <artifactId>%s</artifactId>
                    <version>%s</version>
                    <configuration>
                      %s
                      <additionalClasspathElements>
                        %s
                      </additionalClasspathElements>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """.formatted(
                        System.getProperty("junit.version"),
                        classes,
                        classes,
                        group,
                        plugin,
                        System.getProperty(version),
                        configuration,
                        libraries);
        Files.writeString(Files.createDirectories(folder).resolve("pom.xml"), pom);
    }

    private static TestJvm run(Path folder, String... goals) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "MAVEN_OPTS=" + options()));
        command.add("JAVA_HOME=" + System.getProperty("java.home"));
        command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        command.addAll(List.of("-B", "-ntp", "-f", folder.resolve("pom.xml").toString()));
        command.add("-Dmaven.repo.local=" + System.getProperty("maven.repository"));
        command.addAll(List.of(goals));
        return TestJvm.startCommand(command);
    }
}

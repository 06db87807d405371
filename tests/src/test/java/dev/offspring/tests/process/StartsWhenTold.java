package dev.offspring.tests.process;

import dev.offspring.error.OffspringException;
import dev.offspring.process.ChildProcess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** For each line that it reads: starts a child, and says what came of it. */
final class StartsWhenTold {
    private StartsWhenTold() {}

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try (ChildProcess<String> child = DeedsTargets.echo(line).start()) {
                System.out.println("came back: " + child.result());
            } catch (OffspringException e) {
                System.out.println("refused " + line + ": "
                        + String.valueOf(e.getMessage()).replace("\n", " | "));
            }
        }
    }
}

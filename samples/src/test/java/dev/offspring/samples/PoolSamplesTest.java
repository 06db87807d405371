package dev.offspring.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pools do in earnest: pictures, and work that wants to break them. */
class PoolSamplesTest {
    private static final int BLACK = 0xFF000000;

    @TempDir
    Path folder;

    @Test
    void mandelbrot_isBlackWithinAndSymmetric() throws Exception {
        Path file = folder.resolve("pictures/mandelbrot.png");

        var run = SampleRun.of(Mandelbrot.class, folder, file.toString(), "400")
                .endedWithProgress()
                .leftNothing();

        assertThat(run.output().getLast()).matches("400 × 300 pixels in \\d+\\.\\d\\d s: " + file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(400);
        assertThat(picture.getHeight()).isEqualTo(300);
        assertThat(at(picture, -0.2, 0)).isEqualTo(BLACK);
        assertThat(at(picture, -1, 0.1)).isEqualTo(BLACK);
        assertThat(at(picture, 0.5, 0.5)).isNotEqualTo(BLACK);
        for (int y = 1; y < 150; y++) {
            assertThat(row(picture, 150 + y)).as("row %d", 150 + y).containsExactly(row(picture, 150 - y));
        }
        long black = IntStream.range(0, 300)
                .flatMap(y -> IntStream.of(row(picture, y)))
                .filter(color -> color == BLACK)
                .count();
        double area = black * (3.1 / 400) * (3.1 / 400);
        assertThat(area).isBetween(1.45, 1.6); // of the set: 1.5066
    }

    private static int at(BufferedImage picture, double real, double imaginary) {
        return picture.getRGB((int) ((real + 2.3) / 3.1 * 400), (int) (150 + imaginary / 3.1 * 400));
    }

    private static int[] row(BufferedImage picture, int y) {
        return picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
    }

    @Test
    void thumbnails_areMadeOfAllButTheBrokenAndTheEndlessPicture() throws Exception {
        Path pictures = folder.resolve("pictures");
        Path thumbnails = folder.resolve("thumbnails");

        var run = SampleRun.of(Thumbnails.class, folder, pictures.toString(), thumbnails.toString())
                .endedWithProgress()
                .leftNothing();

        assertThat(run.output()).anyMatch(line -> line.matches("m-broken\\.png: .*Error reading PNG image data.*"));
        assertThat(run.output())
                .anyMatch(line -> line.matches("z-bomb\\.png: .*ran longer than its timeout of 3000 ms.*"));
        assertThat(run.output()).contains("24 of 26 thumbnails: " + thumbnails);
        List<Path> files = filesIn(thumbnails);
        assertThat(files).hasSize(24);
        for (Path file : files) {
            BufferedImage picture = ImageIO.read(file.toFile());
            assertThat(picture.getWidth()).as("width of %s", file).isEqualTo(160);
            assertThat(picture.getHeight()).as("height of %s", file).isEqualTo(120);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void hostileWork_losesTheBadItemsAndNoOther() throws Exception {
        var run = SampleRun.of(HostileWork.class, folder).endedWithProgress().leftNothing();

        assertThat(run.output().getLast()).isEqualTo("lost: the bad ones, and no other");
        assertThat(run.output())
                .contains(
                        "segmentation fault    0 done,  25 lost",
                        "killed                0 done,  25 lost",
                        "exit                  0 done,  25 lost",
                        "endless loop          0 done,  10 lost",
                        "memory hog            0 done,  10 lost",
                        "exception             0 done,  20 lost",
                        "large result          5 done,   0 lost",
                        "good                880 done,   0 lost");
        assertThat(run.output())
                .anyMatch(line -> line.matches(" {4}.*SIGSEGV.*: \\d+( \\d+){24}"))
                .anyMatch(line -> line.matches(" {4}signal 9 \\(SIGKILL\\): \\d+( \\d+){24}"))
                .anyMatch(line -> line.matches(" {4}ran longer than its timeout of 4000 ms: \\d+( \\d+){9}"))
                .anyMatch(line -> line.matches(" {4}threw IllegalStateException: \\d+( \\d+){19}"));
    }
}

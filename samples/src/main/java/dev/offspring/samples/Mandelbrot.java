package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.ProgressBar;
import dev.offspring.pool.Worker;
import dev.offspring.shared.SharedIntArray;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The Mandelbrot set: each line of the picture is a task of a pool, and the workers write its pixels into one shared array, so
 * that no result travels. The parent makes a PNG of it.
 *
 * <p>Lines through the set take a hundred times as long as those beside it. Nobody has to deal them out cleverly: a worker that is
 * done with its lines gets those that another has not begun.
 *
 * <p>Arguments: the file for the picture, {@code target/mandelbrot.png} if there is none, and its width in pixels, 1600.
 */
public final class Mandelbrot {
    private static final int WIDTH = 1600;
    private static final int MOST_STEPS = 2_000;
    private static final double LEFT = -2.3;
    private static final double RIGHT = 0.8;

    private Mandelbrot() {}

    /** A picture of so many pixels, a quarter less high than it is wide, around the real axis. */
    record Frame(int width) {
        int height() {
            return width * 3 / 4;
        }

        double scale() {
            return (RIGHT - LEFT) / width;
        }

        double real(int x) {
            return LEFT + x * scale();
        }

        double imaginary(int y) {
            return (y - height() / 2.0) * scale();
        }
    }

    /** The pool's initialiser: where all tasks of a worker write to. */
    @ProcessTarget
    static void open(SharedIntArray pixels) {
        Worker.current().state().put("pixels", pixels);
    }

    @ProcessTarget
    static void line(Frame frame, int y) {
        int[] line = new int[frame.width()];
        for (int x = 0; x < line.length; x++) {
            line[x] = color(frame.real(x), frame.imaginary(y));
        }
        SharedIntArray pixels = Worker.current().state("pixels", SharedIntArray.class);
        pixels.copyFrom(line, (long) y * line.length);
    }

    /** Black within the set; outside by how soon z ← z² + c has left a large circle, without steps from one colour to the next. */
    private static int color(double real, double imaginary) {
        double x = 0;
        double y = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double xx = x * x;
            double yy = y * y;
            if (xx + yy > 1 << 16) {
                double smooth = step + 1 - Math.log(Math.log(xx + yy) / 2) / Math.log(2);
                double depth = Math.log(Math.max(1, smooth));
                float hue = (float) (0.6 + 0.14 * depth);
                float brightness = (float) Math.min(1, 0.15 + 0.3 * depth);
                return Color.HSBtoRGB(hue, 0.75f, brightness);
            }
            y = 2 * x * y + imaginary;
            x = xx - yy + real;
        }
        return 0;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args.length > 0 ? args[0] : "target/mandelbrot.png").toAbsolutePath();
        Frame frame = new Frame(args.length > 1 ? Integer.parseInt(args[1]) : WIDTH);
        long start = System.nanoTime();
        BufferedImage picture = render(frame);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
        System.out.printf(
                Locale.ROOT,
                "%d × %d pixels in %.2f s: %s%n",
                picture.getWidth(),
                picture.getHeight(),
                time.toMillis() / 1e3,
                file);
    }

    private static BufferedImage render(Frame frame) throws InterruptedException {
        try (var pixels = SharedIntArray.create((long) frame.width() * frame.height());
                Pool pool = Pool.with(PoolOptions.create().initializer(MandelbrotTargets.open(pixels)))) {
            Iterable<Integer> lines = IntStream.range(0, frame.height()).boxed().toList();
            pool.watched(ProgressBar.of("mandelbrot")).forEach(y -> MandelbrotTargets.line(frame, y), lines);
            var picture = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
            picture.setRGB(0, 0, frame.width(), frame.height(), pixels.toArray(), 0, frame.width());
            return picture;
        }
    }
}

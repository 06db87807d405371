package dev.offspring.samples.thumbnails;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/**
 * A folder of pictures: Julia sets, as JPEG and as PNG files; and two that nobody wants, one that is cut off, and one that is small
 * on disk and takes minutes to read.
 */
public final class Gallery {
    private static final int PICTURES = 24;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int MOST_STEPS = 120;
    private static final int BOMB = 46_000;
    private static final int BYTES_OF_PIXEL = 8;

    /** The filter that takes longest to undo. */
    private static final byte PAETH = 4;

    private static final byte[] ZLIB = {0x78, 0x01};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Gallery() {}

    /** That folder, which is made and filled with pictures if it does not exist. */
    public static Path in(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return folder;
        }
        Path beginning = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".part"));
        for (int i = 0; i < PICTURES; i++) {
            String format = i % 2 == 0 ? "jpg" : "png";
            Path file = beginning.resolve(String.format(Locale.ROOT, "julia-%02d.%s", i, format));
            ImageIO.write(julia(2 * Math.PI * i / PICTURES), format, file.toFile());
        }
        byte[] whole = Files.readAllBytes(beginning.resolve("julia-01.png"));
        Files.write(beginning.resolve("m-broken.png"), Arrays.copyOf(whole, whole.length / 3));
        try (OutputStream out = Files.newOutputStream(beginning.resolve("z-bomb.png"))) {
            writeBomb(out);
        }
        return Files.move(beginning, folder);
    }

    /** The files of a folder, in the order of their names. */
    public static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The Julia set of c = 0.7885 e^(i angle), coloured by how soon z ← z² + c leaves it. */
    private static BufferedImage julia(double angle) {
        double real = 0.7885 * Math.cos(angle);
        double imaginary = 0.7885 * Math.sin(angle);
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double a = 3.0 * (x - WIDTH / 2) / HEIGHT;
                double b = 3.0 * (y - HEIGHT / 2) / HEIGHT;
                int step = 0;
                for (; step < MOST_STEPS && a * a + b * b < 4; step++) {
                    double next = a * a - b * b + real;
                    b = 2 * a * b + imaginary;
                    a = next;
                }
                float depth = (float) Math.sqrt((double) step / MOST_STEPS);
                picture.setRGB(x, y, Color.HSBtoRGB((float) (angle / (2 * Math.PI)) + 0.3f * depth, 0.7f, depth));
            }
        }
        return picture;
    }

    /**
     * A PNG of nothing but black: {@code BOMB} lines of as many pixels, which make seventeen gigabytes for whoever reads it. Each line
     * is compressed by itself, and looks like the one before.
     */
    private static void writeBomb(OutputStream out) throws IOException {
        byte[] line = new byte[1 + BOMB * BYTES_OF_PIXEL];
        line[0] = PAETH;
        byte[] shrunk = new byte[line.length];
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(line);
        int length = deflater.deflate(shrunk, 0, shrunk.length, Deflater.FULL_FLUSH);
        deflater.end();
        var lines = new ByteArrayOutputStream();
        lines.write(ZLIB);
        for (int y = 0; y < BOMB; y++) {
            lines.write(shrunk, 0, length);
        }
        out.write(PNG);
        chunk(out, "IHDR", header(BOMB, BOMB));
        chunk(out, "IDAT", lines.toByteArray()); // without the checksum at its end: nobody gets so far
        chunk(out, "IEND", new byte[0]);
    }

    private static byte[] header(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var header = new DataOutputStream(bytes);
        header.writeInt(width);
        header.writeInt(height);
        header.write(new byte[] {16, 6, 0, 0, 0}); // sixteen bits each of red, green, blue and opacity
        return bytes.toByteArray();
    }

    private static void chunk(OutputStream to, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        var out = new DataOutputStream(to);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
        out.flush();
    }
}

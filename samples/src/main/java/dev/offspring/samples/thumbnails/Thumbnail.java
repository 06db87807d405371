package dev.offspring.samples.thumbnails;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A small picture of a picture: 160 pixels wide or high at the most. */
public final class Thumbnail {
    private static final int SIZE = 160;

    private final String name;
    private final BufferedImage picture;

    private Thumbnail(String name, BufferedImage picture) {
        this.name = name;
        this.picture = picture;
    }

    /**
     * A thumbnail of the picture in that file.
     *
     * @throws IOException if it is none, or broken
     */
    public static Thumbnail of(Path file) throws IOException {
        return new Thumbnail(file.getFileName().toString(), scaled(read(file)));
    }

    /** Not larger than need be: of a huge picture only every so many pixels are kept. All of it is read nevertheless. */
    private static BufferedImage read(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("not a picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int largest = Math.max(reader.getWidth(0), reader.getHeight(0));
                int step = Math.max(1, largest / (4 * SIZE));
                var every = reader.getDefaultReadParam();
                every.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, every);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage scaled(BufferedImage large) {
        double scale = Math.min(1, (double) SIZE / Math.max(large.getWidth(), large.getHeight()));
        int width = (int) Math.max(1, Math.round(scale * large.getWidth()));
        int height = (int) Math.max(1, Math.round(scale * large.getHeight()));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(large, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    /** Writes it into that folder, under the name of the picture and {@code .png}; how large it is. */
    public String writeTo(Path folder) throws IOException {
        ImageIO.write(picture, "png", folder.resolve(name + ".png").toFile());
        return picture.getWidth() + " × " + picture.getHeight();
    }
}

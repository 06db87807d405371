package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Outcome;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.ProgressBar;
import dev.offspring.pool.Results;
import dev.offspring.samples.thumbnails.Gallery;
import dev.offspring.samples.thumbnails.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Thumbnails of a folder of pictures, which come from strangers: what cannot be read is named, what takes too long is stopped and
 * named, and the others are done.
 *
 * <p>No thread could do that: the JDK's reader of PNG files does not listen to interrupts, and a picture of seventeen megabytes may
 * have as many gigabytes for who reads it.
 *
 * <p>Arguments: the folder of the pictures, {@code target/pictures} if there is none; if it does not exist, it is filled with some,
 * one of them broken and one such a bomb. The folder for the thumbnails, {@code target/thumbnails} if there is none.
 */
public final class Thumbnails {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private Thumbnails() {}

    /** Makes one; how large it has become, such as {@code 160 × 120}. */
    @ProcessTarget
    static String thumb(Path picture, Path folder) throws IOException {
        return Thumbnail.of(picture).writeTo(folder);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Pool pool = Pool.with(PoolOptions.create().name("thumbs").heap("256m"))) {
            Path pictures = Gallery.in(Path.of(args.length > 0 ? args[0] : "target/pictures"));
            Path thumbnails = Files.createDirectories(Path.of(args.length > 1 ? args[1] : "target/thumbnails"));
            List<Path> files = Gallery.files(pictures);
            int done = 0;
            try (Results<Outcome<Path, String>> outcomes = pool.watched(ProgressBar.of("thumbnails"))
                    .outcomes(file -> ThumbnailsTargets.thumb(file, thumbnails).timeout(LIMIT), files)) {
                for (var outcome : outcomes) {
                    switch (outcome) {
                        case Outcome.Done<Path, String> _ -> done++;
                        case Outcome.Failed<Path, String>(Path file, long _, RuntimeException why) ->
                            System.out.println(file.getFileName() + ": " + why.getMessage());
                    }
                }
            }
            System.out.println(done + " of " + files.size() + " thumbnails: " + thumbnails.toAbsolutePath());
        }
    }
}

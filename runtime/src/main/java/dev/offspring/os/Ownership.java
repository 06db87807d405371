package dev.offspring.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;

/**
 * Whose a folder is. In a place that others can write, such as {@code /tmp}, a name says nothing: whoever came first made the
 * folder of that name, with links and pipes in it. No link is followed here.
 */
public final class Ownership {
    private static final Path SELF = Path.of("/proc/self");

    private Ownership() {}

    /** Whether it is a folder of this user's that nobody else can write; false too if that cannot be found out. */
    public static boolean isPrivate(Path folder) {
        try {
            check(folder);
            return true;
        } catch (IOException foreign) {
            return false;
        }
    }

    /**
     * Refuses what is no folder of this user's, or can be written by others.
     *
     * @throws IOException that says what is wrong, and what to do if its owner can do something; also if that cannot be found out
     */
    public static void check(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is no folder, or a link to one");
        }
        PosixFileAttributes found;
        try {
            found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException e) {
            return; // Windows: the folders in question are their user's own
        }
        if (!isOwn(found.owner())) {
            throw new IOException(folder + " belongs to " + found.owner().getName());
        }
        if (found.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(folder + " can be written by others: chmod 700 " + folder);
        }
    }

    private static boolean isOwn(UserPrincipal owner) throws IOException {
        // The folder itself belongs to the user also where the files in it do not: see SharedFile.
        return Files.exists(SELF)
                ? owner.equals(Files.getOwner(SELF))
                : owner.getName().equals(System.getProperty("user.name"));
    }
}

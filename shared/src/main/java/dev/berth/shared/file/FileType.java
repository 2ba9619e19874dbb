package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The type in a file's mode, {@code S_IFMT} of inode(7). Java calls sockets, pipes and devices
 * alike "other".
 */
public final class FileType {
    private static final int MASK = 0170000;
    private static final int SOCKET = 0140000;
    private static final int LINK = 0120000;
    private static final int REGULAR = 0100000;
    private static final int FIFO = 0010000;

    private FileType() {}

    /** Returns whether a mode is that of a socket. */
    public static boolean isSocket(int mode) {
        return (mode & MASK) == SOCKET;
    }

    /** Returns whether a mode is that of a symbolic link. */
    static boolean isLink(int mode) {
        return (mode & MASK) == LINK;
    }

    /** Returns whether a mode is that of a regular file. */
    static boolean isRegular(int mode) {
        return (mode & MASK) == REGULAR;
    }

    /**
     * Returns whether a file is a socket; a symbolic link to one is none.
     *
     * @throws IOException if it is not there, or cannot be looked at
     */
    public static boolean isSocket(Path file) throws IOException {
        return isSocket((int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS));
    }

    /** Returns whether a file is a FIFO; a symbolic link to one is none. */
    public static boolean isFifo(Path file) throws IOException {
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & MASK) == FIFO;
    }
}

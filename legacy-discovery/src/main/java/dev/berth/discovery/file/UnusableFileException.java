package dev.berth.discovery.file;

import java.nio.file.Path;

/** A file that names no usable endpoint; the message says which, why and what to do. */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean emptyFile;

    private UnusableFileException(String message, Throwable cause, boolean emptyFile) {
        super(message, cause);
        this.emptyFile = emptyFile;
    }

    static UnusableFileException of(Path file, String what) {
        return new UnusableFileException(file + " " + what, null, false);
    }

    static UnusableFileException of(Path file, String what, Throwable cause) {
        return new UnusableFileException(file + " " + what, cause, false);
    }

    static UnusableFileException empty(Path file) {
        return new UnusableFileException(
                file + " is empty: write a plugin's address into it", null, true);
    }

    /** Returns whether the file may just be in the middle of being written. */
    public boolean isEmptyFile() {
        return emptyFile;
    }
}

package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file or folder has its new name, but the sync of that failed: a power cut may undo it. */
public final class UnsyncedException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsyncedException(Path path, IOException cause) {
        super(
                "%s is in its place, but cannot be synced: %s".formatted(path, cause.getMessage()),
                cause);
    }
}

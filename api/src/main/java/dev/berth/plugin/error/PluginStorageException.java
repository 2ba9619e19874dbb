package dev.berth.plugin.error;

import java.nio.file.Path;
import java.util.Objects;

/** The disk did not do what it should; what was committed before is still there. */
public final class PluginStorageException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    public PluginStorageException(Path path, String message, Throwable cause) {
        super(message, cause);
        this.path = Objects.requireNonNull(path, "path");
    }

    /** Returns the file or folder it was about. */
    public Path path() {
        return path;
    }
}

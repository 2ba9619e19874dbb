package dev.berth.shell.archive;

import dev.berth.shell.console.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The image layout that {@code plugin:load} reads.
 *
 * @param path a folder or an archive
 * @param temporary whether it is deleted on close
 */
public record LayoutInput(Path path, boolean temporary) implements AutoCloseable {

    /**
     * Returns the place that a user named.
     *
     * @throws CommandFailure if there is nothing
     */
    public static LayoutInput at(Path path) throws CommandFailure {
        if (Files.notExists(path)) {
            throw new CommandFailure("open %s: no such file or directory".formatted(path));
        }
        return new LayoutInput(path, false);
    }

    /** Returns a copy of a stream in a file: an archive is read more than once. */
    public static LayoutInput of(InputStream in) throws CommandFailure {
        try {
            LayoutInput place = new LayoutInput(Files.createTempFile("berth-load-", ".tar"), true);
            try {
                Files.copy(in, place.path, StandardCopyOption.REPLACE_EXISTING);
                return place;
            } catch (IOException e) {
                place.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot read the archive: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            path.toFile().delete();
        }
    }
}

package dev.berth.shell.archive;

import dev.berth.shared.file.AtomicFile;
import dev.berth.shell.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Docker's rules for the path that a command writes to ({@code --output}). */
public final class OutputPath {
    private OutputPath() {}

    /**
     * Begins a file there; one that has the path already stays until the new one is committed.
     *
     * @throws CommandFailure if there can be none, in Docker's words
     */
    public static AtomicFile create(Path path) throws CommandFailure {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw invalid("directory \"%s\" does not exist".formatted(folder));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw invalid("\"%s\" must be a regular file".formatted(path));
        }
        try {
            return AtomicFile.create(folder, ".tmp-" + path.getFileName(), path);
        } catch (IOException e) {
            throw invalid("cannot write to \"%s\": %s".formatted(folder, e.getMessage()));
        }
    }

    private static CommandFailure invalid(String why) {
        return new CommandFailure("invalid output path: " + why);
    }
}

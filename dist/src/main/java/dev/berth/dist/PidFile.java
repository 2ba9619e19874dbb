package dev.berth.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file with the engine's process ID, there from its start to its orderly end. One of a process
 * that is no more is replaced.
 */
final class PidFile implements AutoCloseable {
    private static final String NUMBER = "[1-9][0-9]{0,9}";

    private final Optional<Path> path;
    private final String pid = Long.toString(ProcessHandle.current().pid());

    private PidFile(Optional<Path> path) {
        this.path = path;
    }

    /**
     * Writes it, if there is to be one.
     *
     * @throws LaunchException if another process has it, or it cannot be written
     */
    static PidFile write(Optional<Path> path) throws LaunchException {
        PidFile file = new PidFile(path);
        if (path.isPresent()) {
            file.write(path.get());
        }
        return file;
    }

    private void write(Path file) throws LaunchException {
        if (holder(file).filter(found -> !found.equals(pid)).filter(PidFile::lives).isPresent()) {
            throw new LaunchException(
                    "pid file found, ensure docker is not running or delete " + file);
        }
        try {
            Files.createDirectories(file.getParent());
            Path written = file.resolveSibling(file.getFileName() + "." + pid);
            Files.writeString(written, pid);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchException(
                    "the process ID cannot be written to --pidfile %s (%s): name another"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static Optional<String> holder(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(pid -> pid.matches(NUMBER));
        } catch (IOException e) {
            // Not there, or not text.
            return Optional.empty();
        }
    }

    private static boolean lives(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    /** Removes it, unless it is another's by now. */
    @Override
    public void close() {
        if (path.flatMap(PidFile::holder).filter(pid::equals).isPresent()) {
            try {
                Files.deleteIfExists(path.get());
            } catch (IOException e) {
                System.err.println("Error: the file %s stays: %s".formatted(path.get(), e));
            }
        }
    }
}

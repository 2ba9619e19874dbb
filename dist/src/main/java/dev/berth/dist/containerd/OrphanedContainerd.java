package dev.berth.dist.containerd;

import dev.berth.shared.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The containerd that a killed engine left running, found by a PID file. */
final class OrphanedContainerd {

    private OrphanedContainerd() {}

    /** Remembers a process for the engine after this one. */
    static void remember(ContainerdFolders folders, Process process) throws IOException {
        AtomicFile.write(
                folders.pidFile(),
                Long.toString(process.pid()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends the process that was remembered, if it is still there. Its plugins run on. */
    static void end(ContainerdFolders folders) throws IOException {
        Optional<ProcessHandle> orphan = find(folders);
        orphan.ifPresent(
                process -> {
                    process.destroy();
                    process.onExit().join();
                });
        Files.deleteIfExists(folders.pidFile());
    }

    private static Optional<ProcessHandle> find(ContainerdFolders folders) throws IOException {
        if (!Files.exists(folders.pidFile())) {
            return Optional.empty();
        }
        String pid = Files.readString(folders.pidFile()).strip();
        return pid.matches("[0-9]{1,10}")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(p -> runs(p, folders.config()))
                : Optional.empty();
    }

    /**
     * Returns whether a process is our containerd. Its process ID may have been given to another
     * one since: ours has our file in its arguments.
     */
    private static boolean runs(ProcessHandle process, Path config) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return Arrays.asList(arguments).contains(config.toString());
    }
}

package dev.berth.runtime.containerd.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory control group of a container, until its task is deleted: how many of its processes the
 * kernel has killed for want of memory. The line {@code oom_kill} is in {@code memory.events} of
 * version 2 and, since Linux 4.13, in {@code memory.oom_control} of version 1. It is there when the
 * exit is told; containerd's event of it may come later.
 */
final class MemoryControlGroup {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String KILLS = "oom_kill ";

    private final List<Path> files;

    /**
     * @param path the group's path, as the OCI runtime is told it
     */
    static MemoryControlGroup of(String path) {
        return new MemoryControlGroup(ROOT, path);
    }

    MemoryControlGroup(Path root, String path) {
        String relative = path.substring(1);
        this.files =
                List.of(
                        root.resolve(relative).resolve("memory.events"),
                        root.resolve("memory").resolve(relative).resolve("memory.oom_control"));
    }

    /** Returns whether the kernel has killed a process; no if there is no such group. */
    boolean hasKilled() {
        return files.stream().anyMatch(MemoryControlGroup::tellsOfKills);
    }

    private static boolean tellsOfKills(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(KILLS))
                    .anyMatch(line -> !line.substring(KILLS.length()).strip().equals("0"));
        } catch (IOException e) {
            return false;
        }
    }
}

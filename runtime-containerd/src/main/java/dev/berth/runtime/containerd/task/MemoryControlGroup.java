package dev.berth.runtime.containerd.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory control group of a container, until its task is deleted: how many of its processes the
 * kernel has killed for want of memory, and whether it came to its limit. The line {@code oom_kill}
 * is in {@code memory.events} of version 2 and, since Linux 4.13, in {@code memory.oom_control} of
 * version 1. It is there when the exit is told; containerd's event of it may come later.
 */
final class MemoryControlGroup {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String KILLS = "oom_kill ";
    private static final String FAILED_AT_LIMIT = "oom ";

    /** What a process may have asked for that the limit had no room for. */
    private static final long HUGE_PAGE = 2 << 20;

    private final Path version1;
    private final Path version2;

    /**
     * @param path the group's path, as the OCI runtime is told it
     */
    static MemoryControlGroup of(String path) {
        return new MemoryControlGroup(ROOT, path);
    }

    MemoryControlGroup(Path root, String path) {
        String relative = path.substring(1);
        this.version1 = root.resolve("memory").resolve(relative);
        this.version2 = root.resolve(relative);
    }

    /** Returns whether the kernel has killed a process; no if there is no such group. */
    boolean hasKilled() {
        return isCounted(version2.resolve("memory.events"), KILLS)
                || isCounted(version1.resolve("memory.oom_control"), KILLS);
    }

    /** Returns the group's limit in bytes, if it has one and its processes have reached it. */
    OptionalLong reachedLimit() {
        if (isCounted(version2.resolve("memory.events"), FAILED_AT_LIMIT)) {
            return number(version2.resolve("memory.max"));
        }
        // Version 1 does not count each failure at the limit.
        OptionalLong limit = number(version1.resolve("memory.limit_in_bytes"));
        long most = number(version1.resolve("memory.max_usage_in_bytes")).orElse(0);
        return most + HUGE_PAGE >= limit.orElse(Long.MAX_VALUE) ? limit : OptionalLong.empty();
    }

    private static boolean isCounted(Path file, String counter) {
        return lines(file).stream()
                .filter(line -> line.startsWith(counter))
                .anyMatch(line -> !line.substring(counter.length()).strip().equals("0"));
    }

    /** Returns the number in a file; empty if there is none, as where there is no limit. */
    private static OptionalLong number(Path file) {
        Optional<String> text = lines(file).stream().findFirst();
        return text.filter(number -> number.matches("\\d{1,18}")).isPresent()
                ? OptionalLong.of(Long.parseLong(text.get()))
                : OptionalLong.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}

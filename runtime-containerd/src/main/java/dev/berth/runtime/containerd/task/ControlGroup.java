package dev.berth.runtime.containerd.task;

import dev.berth.plugin.PluginUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The control group of a container, of version 1 or 2, until its task is deleted: what its
 * processes use, how many of them the kernel has killed for want of memory, and whether they came
 * to their limit. The line {@code oom_kill} is in {@code memory.events} of version 2 and, since
 * Linux 4.13, in {@code memory.oom_control} of version 1. It is there when the exit is told;
 * containerd's event of it may come later.
 */
final class ControlGroup {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String KILLS = "oom_kill";
    private static final String FAILED_AT_LIMIT = "oom";

    /** What a process may have asked for that the limit had no room for. */
    private static final long HUGE_PAGE = 2 << 20;

    private static final long NANOS = 1000;

    private final Path root;
    private final String path;

    /**
     * @param path the group's path, as the OCI runtime is told it
     */
    static ControlGroup of(String path) {
        return new ControlGroup(ROOT, path);
    }

    ControlGroup(Path root, String path) {
        this.root = root;
        this.path = path.substring(1);
    }

    /** Returns whether the kernel has killed a process; no if there is no such group. */
    boolean hasKilled() {
        return kills() > 0;
    }

    /** Returns the group's limit of memory in bytes, if it has one and has reached it. */
    OptionalLong reachedLimit() {
        if (counter(version2("memory.events"), FAILED_AT_LIMIT).orElse(0) > 0) {
            return memoryLimit();
        }
        // Version 1 does not count each failure at the limit.
        OptionalLong limit = number(version1("memory", "memory.limit_in_bytes"));
        long most = number(version1("memory", "memory.max_usage_in_bytes")).orElse(0);
        return most + HUGE_PAGE >= limit.orElse(Long.MAX_VALUE) ? limit : OptionalLong.empty();
    }

    /** Returns what the processes use; empty if there is no such group. */
    Optional<PluginUsage> usage() {
        OptionalLong pids = either(version2("pids.current"), version1("pids", "pids.current"));
        OptionalLong memory =
                either(version2("memory.current"), version1("memory", "memory.usage_in_bytes"));
        if (pids.isEmpty() || memory.isEmpty()) {
            return Optional.empty();
        }
        long used = Math.max(0, memory.getAsLong() - inactiveFiles());
        PluginUsage usage = PluginUsage.of(cpuTime(), used, pids.getAsLong()).withOomKills(kills());
        OptionalLong memoryLimit = memoryLimit();
        if (memoryLimit.isPresent()) {
            usage = usage.withMemoryLimit(memoryLimit.getAsLong());
        }
        OptionalLong pidsLimit = either(version2("pids.max"), version1("pids", "pids.max"));
        return Optional.of(
                pidsLimit.isPresent() ? usage.withPidsLimit(pidsLimit.getAsLong()) : usage);
    }

    private Duration cpuTime() {
        OptionalLong micros = counter(version2("cpu.stat"), "usage_usec");
        return Duration.ofNanos(
                micros.isPresent()
                        ? micros.getAsLong() * NANOS
                        : number(version1("cpuacct", "cpuacct.usage")).orElse(0));
    }

    /** The cache of files that were not used lately: it is dropped when somebody wants memory. */
    private long inactiveFiles() {
        OptionalLong version2 = counter(version2("memory.stat"), "inactive_file");
        return version2.isPresent()
                ? version2.getAsLong()
                : counter(version1("memory", "memory.stat"), "total_inactive_file").orElse(0);
    }

    private long kills() {
        OptionalLong version2 = counter(version2("memory.events"), KILLS);
        return version2.isPresent()
                ? version2.getAsLong()
                : counter(version1("memory", "memory.oom_control"), KILLS).orElse(0);
    }

    private OptionalLong memoryLimit() {
        return either(version2("memory.max"), version1("memory", "memory.limit_in_bytes"));
    }

    private Path version1(String controller, String file) {
        return root.resolve(controller).resolve(path).resolve(file);
    }

    private Path version2(String file) {
        return root.resolve(path).resolve(file);
    }

    private static OptionalLong either(Path version2, Path version1) {
        return Files.exists(version2) ? number(version2) : number(version1);
    }

    /** Returns the number behind a name and a blank. */
    private static OptionalLong counter(Path file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> number(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(Path file) {
        return lines(file).stream()
                .findFirst()
                .map(ControlGroup::number)
                .orElse(OptionalLong.empty());
    }

    /** No limit is {@code max}, or in version 1 the largest number of whole pages. */
    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
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

package dev.berth.engine.host;

import java.util.stream.Stream;

/**
 * What the host has, and what of it this process uses.
 *
 * @param cpus those that this process may run on
 * @param memory in bytes
 * @param openFiles of this process, -1 if that cannot be found out
 * @param threads of this process
 */
public record HostResources(int cpus, long memory, long openFiles, long threads) {
    private static final String STATUS = "proc/self/status";

    /** Reads that of a host. */
    public static HostResources read(HostFiles host) {
        return new HostResources(
                host.field(STATUS, "Cpus_allowed_list")
                        .map(HostResources::size)
                        .filter(count -> count > 0)
                        .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
                1024 * host.field("proc/meminfo", "MemTotal").map(HostResources::number).orElse(0L),
                host.entries("proc/self/fd"),
                host.field(STATUS, "Threads").map(HostResources::number).orElse(0L));
    }

    /** Returns how many are in a list like {@code 0-3,8}, cpuset(7); 0 if it is none. */
    private static int size(String list) {
        return Stream.of(list.split(",")).mapToInt(HostResources::rangeSize).sum();
    }

    private static int rangeSize(String range) {
        if (!range.matches("[0-9]{1,6}(-[0-9]{1,6})?")) {
            return 0;
        }
        String[] ends = range.split("-");
        return ends.length == 1 ? 1 : Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
    }

    /** Returns the number before the unit, {@code 16384 kB}; 0 if there is none. */
    private static long number(String text) {
        String digits = text.split(" ")[0];
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : 0;
    }
}

package dev.berth.runtime.containerd.oci;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The highest resource limits and the lowest OOM score that a process can be started with: the
 * kernel's limit of open files, and, in a container or a virtual machine without {@code
 * CAP_SYS_RESOURCE}, the hard limits of this process, see proc_pid_limits(5), and its own score. An
 * OCI runtime that is asked for more fails.
 *
 * @param highest the limits, by type; what is missing has none
 * @param leastOomScore for {@code oom_score_adj}
 */
record OwnLimits(Map<String, BigInteger> highest, int leastOomScore) {
    static final OwnLimits NONE = new OwnLimits(Map.of(), -1000);

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN_FILES = Path.of("/proc/sys/fs/nr_open");
    private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LIMIT =
            Pattern.compile("(Max [a-z ]+?) {2,}(?:\\d+|unlimited) +(\\d+|unlimited)\\b.*");
    private static final Pattern EFFECTIVE = Pattern.compile("CapEff:\\s*([0-9a-f]{1,16})");
    private static final int SYS_RESOURCE = 24;
    private static final int NUMBER = 64;

    private static final Map<String, String> TYPES =
            Map.of(
                    "Max address space", "RLIMIT_AS",
                    "Max core file size", "RLIMIT_CORE",
                    "Max cpu time", "RLIMIT_CPU",
                    "Max data size", "RLIMIT_DATA",
                    "Max file size", "RLIMIT_FSIZE",
                    "Max locked memory", "RLIMIT_MEMLOCK",
                    "Max open files", "RLIMIT_NOFILE",
                    "Max processes", "RLIMIT_NPROC",
                    "Max stack size", "RLIMIT_STACK");

    OwnLimits {
        highest = Map.copyOf(highest);
    }

    /** Returns those of this process; none if they cannot be read. */
    static OwnLimits read() {
        try {
            return parse(text(STATUS), text(LIMITS), sysctl(OPEN_FILES), text(OOM_SCORE).strip());
        } catch (IOException e) {
            return NONE;
        }
    }

    static OwnLimits parse(String status, String limits, String openFiles, String oomScore) {
        Map<String, BigInteger> highest = new HashMap<>();
        highest.put("RLIMIT_NOFILE", new BigInteger(openFiles));
        Matcher effective = EFFECTIVE.matcher(status);
        if (effective.find() && new BigInteger(effective.group(1), 16).testBit(SYS_RESOURCE)) {
            return new OwnLimits(highest, NONE.leastOomScore());
        }
        for (String line : limits.split("\n")) {
            Matcher limit = LIMIT.matcher(line);
            if (limit.matches() && TYPES.containsKey(limit.group(1))) {
                highest.merge(TYPES.get(limit.group(1)), number(limit.group(2)), BigInteger::min);
            }
        }
        return new OwnLimits(highest, Integer.parseInt(oomScore));
    }

    private static BigInteger number(String text) {
        return text.equals("unlimited") ? ResourceLimits.UNLIMITED : new BigInteger(text);
    }

    /** The kernel gives a number of sysctl(5) to the first read only, as much as that asks for. */
    private static String sysctl(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = new byte[NUMBER];
            int count = Math.max(0, stream.read(bytes));
            return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).strip();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}

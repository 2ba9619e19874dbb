package dev.berth.core.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of a process as {@code /proc/PID/stat} says it, see proc(5). */
public final class ProcessState {
    private static final char STOPPED = 'T';

    private ProcessState() {}

    /** Returns whether a signal has stopped a process; one that is not there is not stopped. */
    public static boolean isStopped(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            // The name before it is in brackets, and may have any characters.
            int name = stat.lastIndexOf(") ");
            return name >= 0 && stat.charAt(name + 2) == STOPPED;
        } catch (IOException e) {
            return false;
        }
    }
}

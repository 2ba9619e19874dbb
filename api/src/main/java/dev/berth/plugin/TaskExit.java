package dev.berth.plugin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How a plugin's process ended. Immutable. */
public final class TaskExit {

    private static final int SIGNALLED = 128;

    /** What the kernel sends to a process that it kills for want of memory: {@code SIGKILL}. */
    private static final int KILLED = SIGNALLED + 9;

    private static final int MEBIBYTE = 1 << 20;

    /** {@code SIGRTMAX} of Linux. */
    private static final int LAST_SIGNAL = 64;

    private final int code;
    private final List<String> lastOutput;
    private final boolean outOfMemory;
    private final OptionalLong memoryLimit;

    private TaskExit(
            int code, List<String> lastOutput, boolean outOfMemory, OptionalLong memoryLimit) {
        this.code = code;
        this.outOfMemory = outOfMemory;
        this.memoryLimit = memoryLimit;
        this.lastOutput = List.copyOf(Objects.requireNonNull(lastOutput, "lastOutput"));
    }

    /** Returns the end of a process whose last lines are not known. */
    public static TaskExit of(int code) {
        return new TaskExit(code, List.of(), false, OptionalLong.empty());
    }

    /** Returns the same end with the last lines that the process wrote, oldest first. */
    public TaskExit withLastOutput(List<String> lastOutput) {
        return new TaskExit(code, lastOutput, outOfMemory, memoryLimit);
    }

    /** Returns the same end with whether the kernel killed a process for want of memory. */
    public TaskExit withOutOfMemory(boolean outOfMemory) {
        return new TaskExit(code, lastOutput, outOfMemory, memoryLimit);
    }

    /** Returns the same end with the limit in bytes that the plugin's memory has reached. */
    public TaskExit withMemoryLimit(long bytes) {
        return new TaskExit(code, lastOutput, outOfMemory, OptionalLong.of(bytes));
    }

    /**
     * Returns the exit code as a shell counts: 128 and the signal's number when a signal ended the
     * process.
     */
    public int code() {
        return code;
    }

    /**
     * Returns the last lines that the process wrote to its standard output and error, oldest first;
     * empty if they are not known.
     */
    public List<String> lastOutput() {
        return lastOutput;
    }

    /**
     * Returns the number of the signal that ended the process, 9 for {@code SIGKILL}, if its code
     * says that one did: codes from 129 to 192 do.
     */
    public OptionalInt signal() {
        int signal = code - SIGNALLED;
        return signal > 0 && signal <= LAST_SIGNAL ? OptionalInt.of(signal) : OptionalInt.empty();
    }

    /**
     * Returns whether the kernel killed a process of the plugin for want of memory, the host's or
     * that of a limit; {@code false} also if that is not known, or the plugin was asked to end.
     */
    public boolean outOfMemory() {
        return outOfMemory;
    }

    /**
     * Returns the limit in bytes that the plugin's memory has reached, if it has one and did; what
     * the kernel kills then need not be the plugin's first process.
     */
    public OptionalLong memoryLimit() {
        return memoryLimit;
    }

    /**
     * Returns in words for people what {@link #outOfMemory} says, or empty if that is {@code
     * false}. Only a process that was killed itself is said to be out of its limit.
     */
    public Optional<String> outOfMemoryReason() {
        if (!outOfMemory) {
            return Optional.empty();
        }
        return Optional.of(
                code == KILLED && memoryLimit.isPresent()
                        ? "killed: out of its memory limit of " + size(memoryLimit.getAsLong())
                        : "out of memory");
    }

    private static String size(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + " MiB" : bytes + " bytes";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskExit that
                && code == that.code
                && lastOutput.equals(that.lastOutput)
                && outOfMemory == that.outOfMemory
                && memoryLimit.equals(that.memoryLimit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, lastOutput, outOfMemory, memoryLimit);
    }

    @Override
    public String toString() {
        return "TaskExit[code=%s, lastOutput=%s, outOfMemory=%s, memoryLimit=%s]"
                .formatted(code, lastOutput, outOfMemory, memoryLimit);
    }
}

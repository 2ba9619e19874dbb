package dev.berth.plugin.error;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** The runtime could not start, stop or unpack a plugin, or the plugin's process ended. */
public final class PluginRuntimeException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final transient OptionalInt exitCode;
    private final transient List<String> lastOutput;

    /** Tells of a runtime that failed. */
    public PluginRuntimeException(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = OptionalInt.empty();
        this.lastOutput = List.of();
    }

    /**
     * Tells of a process that ended before it could be used.
     *
     * @param exitCode as a shell counts: 128 and the signal's number when a signal ended it
     * @param lastOutput the last lines that it wrote, oldest first
     */
    public PluginRuntimeException(String message, int exitCode, List<String> lastOutput) {
        super(
                Objects.requireNonNull(lastOutput, "lastOutput").isEmpty()
                        ? message
                        : message + "\n  " + String.join("\n  ", lastOutput));
        this.exitCode = OptionalInt.of(exitCode);
        this.lastOutput = List.copyOf(Objects.requireNonNull(lastOutput, "lastOutput"));
    }

    /** Returns the process's exit code if it was a process that ended. */
    public OptionalInt exitCode() {
        return exitCode;
    }

    /** Returns the last lines that the process wrote, oldest first. */
    public List<String> lastOutput() {
        return lastOutput;
    }
}

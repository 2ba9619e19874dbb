package dev.berth.plugin.error;

import dev.berth.plugin.TaskExit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The runtime could not start, stop or unpack a plugin, or the plugin's process ended. */
public final class PluginRuntimeException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<TaskExit> exit;

    /** Tells of a runtime that failed. */
    public PluginRuntimeException(String message, Throwable cause) {
        super(message, cause);
        this.exit = Optional.empty();
    }

    /**
     * Tells of a process that ended before it could be used.
     *
     * @param exitCode as a shell counts: 128 and the signal's number when a signal ended it
     * @param lastOutput the last lines that it wrote, oldest first
     */
    public PluginRuntimeException(String message, int exitCode, List<String> lastOutput) {
        this(message, TaskExit.of(exitCode).withLastOutput(lastOutput));
    }

    private PluginRuntimeException(String message, TaskExit exit) {
        super(
                Objects.requireNonNull(exit, "exit").lastOutput().isEmpty()
                        ? message
                        : message + "\n  " + String.join("\n  ", exit.lastOutput()));
        this.exit = Optional.of(exit);
    }

    /** Tells of a process that ended before it could be used, and how. */
    public static PluginRuntimeException ended(String message, TaskExit exit) {
        return new PluginRuntimeException(message, exit);
    }

    /** Returns how the process ended if it was a process that ended. */
    public Optional<TaskExit> exit() {
        return exit;
    }

    /** Returns the process's exit code if it was a process that ended. */
    public OptionalInt exitCode() {
        return exit.stream().mapToInt(TaskExit::code).findFirst();
    }

    /** Returns the last lines that the process wrote, oldest first. */
    public List<String> lastOutput() {
        return exit.map(TaskExit::lastOutput).orElse(List.of());
    }
}

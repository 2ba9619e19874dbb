package dev.berth.spi;

import java.util.List;

/**
 * How a plugin's process ended.
 *
 * @param code as a shell counts: 128 and the signal's number when a signal ended it
 * @param lastOutput the last lines that it wrote, oldest first
 */
public record TaskExit(int code, List<String> lastOutput) {
    public TaskExit {
        lastOutput = List.copyOf(lastOutput);
    }
}

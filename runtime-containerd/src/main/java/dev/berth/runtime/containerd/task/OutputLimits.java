package dev.berth.runtime.containerd.task;

/**
 * What is kept and logged of plugins' output.
 *
 * @param lastLines how many last lines are kept of each plugin
 * @param lineBytes how long a line is at most
 * @param rateBytes how much of one plugin is logged within a second
 * @param allRateBytes how much of all plugins together
 */
public record OutputLimits(int lastLines, int lineBytes, long rateBytes, long allRateBytes) {
    public OutputLimits {
        lastLines = Math.max(0, lastLines);
        lineBytes = Math.max(1, lineBytes);
        rateBytes = Math.max(0, rateBytes);
        allRateBytes = Math.max(0, allRateBytes);
    }
}

package dev.berth.bench;

import java.util.Arrays;

/**
 * How calls went in one run.
 *
 * @param perSecond of all threads together
 * @param median of a call, in microseconds
 * @param slow what only one in a hundred took longer than, in microseconds
 */
record CallTimes(double perSecond, double median, double slow) {
    private static final double MICRO = 1e3;
    private static final double SECOND = 1e9;

    /** Returns those of each call's time in nanoseconds. */
    static CallTimes of(long[] calls, long nanos) {
        long[] sorted = calls.clone();
        Arrays.sort(sorted);
        return new CallTimes(
                sorted.length * SECOND / nanos,
                sorted[sorted.length / 2] / MICRO,
                sorted[sorted.length - 1 - sorted.length / 100] / MICRO);
    }

    /** Returns those of a line with three numbers. */
    static CallTimes parse(String line) {
        String[] words = line.strip().split(" ");
        return new CallTimes(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]));
    }
}

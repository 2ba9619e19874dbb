package dev.berth.shell.progress;

/**
 * {@code [=====> ] 32.77kB/2.065MB}.
 *
 * @param width of what is between the brackets
 */
record ProgressBar(int width) {

    /** Docker's. */
    static final ProgressBar FULL = new ProgressBar(50);

    private static final int NARROWEST = 10;
    private static final int REST_OF_LINE = 52;

    /** Returns the widest bar whose line fits into a terminal. */
    static ProgressBar fitting(int columns) {
        return new ProgressBar(Math.max(NARROWEST, Math.min(FULL.width, columns - REST_OF_LINE)));
    }

    /** Returns the bar; without a total, only the number. */
    String of(long current, long total) {
        if (total <= 0) {
            return current > 0 ? "%8s".formatted(ByteCount.of(current)) : "";
        }
        int done = (int) (width * Math.min(current, total) / total);
        return "[%s>%s] %8s/%s"
                .formatted(
                        "=".repeat(done),
                        " ".repeat(width - done),
                        ByteCount.of(current),
                        ByteCount.of(total));
    }
}

package dev.berth.shared.display;

/**
 * Docker's bar, {@code [=====> ] 32.77kB/2.065MB}: {@code JSONProgress} of moby's jsonmessage.
 *
 * @param width of what is between the brackets
 */
public record ProgressBar(int width) {
    /** The width that the engine sends, and clients show on a wide terminal. */
    public static final ProgressBar FULL = new ProgressBar(50);

    private static final int NARROWEST = 10;
    private static final int REST_OF_LINE = 52;

    /** Returns the widest bar whose line fits into a terminal. */
    public static ProgressBar fitting(int columns) {
        return new ProgressBar(Math.max(NARROWEST, Math.min(FULL.width, columns - REST_OF_LINE)));
    }

    /**
     * Returns the bar: without a total only the number, with more than the total a full bar and
     * only the number.
     *
     * @param total 0 if it is not known
     */
    public String of(long current, long total) {
        if (total <= 0) {
            return current > 0 ? count(current) : "";
        }
        int done = (int) (width * (double) Math.min(current, total) / total);
        String counts = count(current) + (current > total ? "" : "/" + ByteCount.of(total));
        return "[%s>%s] %s".formatted("=".repeat(done), " ".repeat(width - done), counts);
    }

    private static String count(long bytes) {
        return "%8s".formatted(ByteCount.of(bytes));
    }
}

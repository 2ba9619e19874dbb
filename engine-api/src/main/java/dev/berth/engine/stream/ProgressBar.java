package dev.berth.engine.stream;

import java.util.Locale;

/** The bar that Docker puts into a progress line, for clients that show it as it is. */
final class ProgressBar {
    private static final int CELLS = 50;
    private static final int THOUSAND = 1000;
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private ProgressBar() {}

    /** Returns {@code [=====> ] 32.77kB/2.065MB}, or the amount alone if there is no total. */
    static String of(long current, long total) {
        if (total <= 0) {
            return "%8s".formatted(size(current));
        }
        int done = (int) Math.max(0, Math.min(CELLS, CELLS * (double) current / total));
        return "[%s>%s] %8s/%s"
                .formatted("=".repeat(done), " ".repeat(CELLS - done), size(current), size(total));
    }

    /** Returns a size with at most four digits, in powers of a thousand. */
    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= THOUSAND && unit < UNITS.length - 1) {
            size /= THOUSAND;
            unit++;
        }
        return fourDigits(size) + UNITS[unit];
    }

    private static String fourDigits(double size) {
        int whole = String.valueOf((long) size).length();
        String text = String.format(Locale.ROOT, "%." + Math.max(0, 4 - whole) + "f", size);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}

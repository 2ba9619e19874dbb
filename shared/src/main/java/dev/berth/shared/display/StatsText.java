package dev.berth.shared.display;

import java.util.List;
import java.util.Locale;

/** Numbers of use as {@code docker stats} writes them: {@code 37.4MiB}, {@code 12.50%}. */
public final class StatsText {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final double UNIT = 1024;

    private StatsText() {}

    /** Returns a number of bytes with a binary unit. */
    public static String size(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= UNIT && unit < UNITS.size() - 1) {
            number /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f%s" : "%.1f%s", number, UNITS.get(unit));
    }

    /** Returns what part of the whole something is. */
    public static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole);
    }
}

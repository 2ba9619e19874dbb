package dev.berth.shell.view;

import dev.berth.plugin.PluginUsage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The table of {@code plugin:stats}: the columns of {@code docker stats}, but that the CPU time is
 * the average since the plugin came up, and that of processes and kills is told more.
 */
public final class UsageTable {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final double UNIT = 1024;
    private static final String NONE = "--";
    private static final String UNLIMITED = "unlimited";

    private final TextTable table =
            new TextTable(
                    "NAME", "AVG CPU %", "MEM USAGE / LIMIT", "MEM %", "PIDS / LIMIT", "OOM KILLS");

    /**
     * Adds a plugin.
     *
     * @param up for how long it has been up
     */
    public void add(String name, Duration up, PluginUsage usage) {
        OptionalLong most = usage.memoryLimit();
        OptionalLong pids = usage.pidsLimit();
        table.add(
                name,
                percent(usage.cpuTime().toNanos(), Math.max(1, up.toNanos())),
                size(usage.memory())
                        + " / "
                        + (most.isPresent() ? size(most.getAsLong()) : UNLIMITED),
                most.isPresent() ? percent(usage.memory(), most.getAsLong()) : NONE,
                usage.pids()
                        + " / "
                        + (pids.isPresent() ? Long.toString(pids.getAsLong()) : UNLIMITED),
                Long.toString(usage.oomKills()));
    }

    /** Adds a plugin that does not run, or of which nothing is known. */
    public void add(String name) {
        table.add(name, NONE, NONE, NONE, NONE, NONE);
    }

    public List<String> lines() {
        return table.lines();
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole);
    }

    /** Returns a size as {@code docker stats} writes it, {@code 37.4MiB}. */
    private static String size(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= UNIT && unit < UNITS.size() - 1) {
            number /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f%s" : "%.1f%s", number, UNITS.get(unit));
    }
}

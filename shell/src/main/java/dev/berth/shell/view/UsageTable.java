package dev.berth.shell.view;

import dev.berth.plugin.PluginUsage;
import dev.berth.shared.display.StatsText;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The table of {@code plugin:stats}: the columns of {@code docker stats}, but that the CPU time is
 * the average since the plugin came up, and that of processes and kills is told more.
 */
public final class UsageTable {
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
                StatsText.percent(usage.cpuTime().toNanos(), Math.max(1, up.toNanos())),
                StatsText.size(usage.memory())
                        + " / "
                        + (most.isPresent() ? StatsText.size(most.getAsLong()) : UNLIMITED),
                most.isPresent() ? StatsText.percent(usage.memory(), most.getAsLong()) : NONE,
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
}

package dev.berth.plugin;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/** What a plugin's processes use of the host at one moment. Immutable. */
public final class PluginUsage {
    private final Duration cpuTime;
    private final long memory;
    private final OptionalLong memoryLimit;
    private final long pids;
    private final OptionalLong pidsLimit;
    private final long oomKills;

    private PluginUsage(
            Duration cpuTime,
            long memory,
            OptionalLong memoryLimit,
            long pids,
            OptionalLong pidsLimit,
            long oomKills) {
        this.cpuTime = Objects.requireNonNull(cpuTime, "cpuTime");
        this.memory = memory;
        this.memoryLimit = Objects.requireNonNull(memoryLimit, "memoryLimit");
        this.pids = pids;
        this.pidsLimit = Objects.requireNonNull(pidsLimit, "pidsLimit");
        this.oomKills = oomKills;
    }

    /** Returns the usage of processes without limits of which none was killed. */
    public static PluginUsage of(Duration cpuTime, long memory, long pids) {
        return new PluginUsage(
                cpuTime, memory, OptionalLong.empty(), pids, OptionalLong.empty(), 0);
    }

    /** Returns the same usage with a limit of memory in bytes. */
    public PluginUsage withMemoryLimit(long bytes) {
        return new PluginUsage(cpuTime, memory, OptionalLong.of(bytes), pids, pidsLimit, oomKills);
    }

    /** Returns the same usage with a limit of processes and threads. */
    public PluginUsage withPidsLimit(long limit) {
        return new PluginUsage(
                cpuTime, memory, memoryLimit, pids, OptionalLong.of(limit), oomKills);
    }

    /** Returns the same usage with a number of processes killed for want of memory. */
    public PluginUsage withOomKills(long kills) {
        return new PluginUsage(cpuTime, memory, memoryLimit, pids, pidsLimit, kills);
    }

    /** Returns the CPU time that the processes have used since the plugin was started. */
    public Duration cpuTime() {
        return cpuTime;
    }

    /** Returns the memory in use, without what the kernel can drop of its cache of files. */
    public long memory() {
        return memory;
    }

    /** Returns the limit of memory, if there is one. */
    public OptionalLong memoryLimit() {
        return memoryLimit;
    }

    /** Returns the number of processes and threads. */
    public long pids() {
        return pids;
    }

    /** Returns the limit of processes and threads, if there is one. */
    public OptionalLong pidsLimit() {
        return pidsLimit;
    }

    /**
     * Returns how many processes the kernel has killed for want of memory since the plugin was
     * started; children too, which the plugin may have outlived.
     */
    public long oomKills() {
        return oomKills;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PluginUsage that
                && cpuTime.equals(that.cpuTime)
                && memory == that.memory
                && memoryLimit.equals(that.memoryLimit)
                && pids == that.pids
                && pidsLimit.equals(that.pidsLimit)
                && oomKills == that.oomKills;
    }

    @Override
    public int hashCode() {
        return Objects.hash(cpuTime, memory, memoryLimit, pids, pidsLimit, oomKills);
    }

    @Override
    public String toString() {
        return "PluginUsage[cpuTime=%s, memory=%s, memoryLimit=%s, pids=%s, pidsLimit=%s, oomKills=%s]"
                .formatted(cpuTime, memory, memoryLimit, pids, pidsLimit, oomKills);
    }
}

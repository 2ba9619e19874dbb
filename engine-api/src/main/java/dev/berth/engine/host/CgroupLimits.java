package dev.berth.engine.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the kernel's control groups can limit, found out as dockerd does.
 *
 * @param version 1 or 2 of cgroups(7)
 * @param supported by the names and in the order of Docker's {@code /info}
 */
public record CgroupLimits(int version, Map<String, Boolean> supported) {
    private static final String ROOT = "sys/fs/cgroup/";

    /** What a plugin's confinement limits: what of it the host cannot do, its user should know. */
    private static final Map<String, String> NEEDED =
            Map.of(
                    "MemoryLimit", "memory limit",
                    "CpuCfsQuota", "cpu cfs quota",
                    "PidsLimit", "pids limit");

    /** Reads that of a host. */
    public static CgroupLimits read(HostFiles host) {
        return host.has(ROOT + "cgroup.controllers") ? version2(host) : version1(host);
    }

    private static CgroupLimits version1(HostFiles host) {
        Map<String, Boolean> limits = new LinkedHashMap<>();
        limits.put("MemoryLimit", host.has(ROOT + "memory/memory.limit_in_bytes"));
        limits.put("SwapLimit", host.has(ROOT + "memory/memory.memsw.limit_in_bytes"));
        limits.put("KernelMemory", host.has(ROOT + "memory/memory.kmem.limit_in_bytes"));
        limits.put("KernelMemoryTCP", host.has(ROOT + "memory/memory.kmem.tcp.limit_in_bytes"));
        limits.put("CpuCfsPeriod", host.has(ROOT + "cpu/cpu.cfs_period_us"));
        limits.put("CpuCfsQuota", host.has(ROOT + "cpu/cpu.cfs_quota_us"));
        limits.put("CPUShares", host.has(ROOT + "cpu/cpu.shares"));
        limits.put("CPUSet", host.has(ROOT + "cpuset/cpuset.cpus"));
        limits.put("PidsLimit", host.has(ROOT + "pids"));
        limits.put("OomKillDisable", host.has(ROOT + "memory/memory.oom_control"));
        return new CgroupLimits(1, limits);
    }

    private static CgroupLimits version2(HostFiles host) {
        List<String> controllers =
                host.lines(ROOT + "cgroup.controllers").stream()
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .toList();
        boolean cpu = controllers.contains("cpu");
        Map<String, Boolean> limits = new LinkedHashMap<>();
        limits.put("MemoryLimit", controllers.contains("memory"));
        limits.put("SwapLimit", host.has(ROOT + own(host) + "/memory.swap.max"));
        limits.put("KernelMemory", false);
        limits.put("KernelMemoryTCP", false);
        limits.put("CpuCfsPeriod", cpu);
        limits.put("CpuCfsQuota", cpu);
        limits.put("CPUShares", cpu);
        limits.put("CPUSet", controllers.contains("cpuset"));
        limits.put("PidsLimit", controllers.contains("pids"));
        limits.put("OomKillDisable", false);
        return new CgroupLimits(2, limits);
    }

    /** The root has no limit of swap: whether there is one, a group below it shows. */
    private static String own(HostFiles host) {
        return host.field("proc/self/cgroup", "0:").orElse("");
    }

    /** Returns a warning, in dockerd's words, for each limit that plugins are given in vain. */
    public List<String> warnings() {
        return supported.entrySet().stream()
                .filter(limit -> !limit.getValue() && NEEDED.containsKey(limit.getKey()))
                .map(limit -> "WARNING: No %s support".formatted(NEEDED.get(limit.getKey())))
                .toList();
    }
}

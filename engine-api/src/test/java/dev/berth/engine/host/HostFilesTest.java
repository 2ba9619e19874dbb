package dev.berth.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts of files in a folder: what each of these files may say, and what none says. */
class HostFilesTest {
    @TempDir Path root;

    private HostFiles host() {
        return new HostFiles(root);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aHostThatTellsNothingIsALinux() {
        assertEquals(new OperatingSystem("Linux", ""), OperatingSystem.read(host()));
        HostResources none = HostResources.read(host());
        assertEquals(Runtime.getRuntime().availableProcessors(), none.cpus());
        assertEquals(0, none.memory());
        assertEquals(-1, none.openFiles());
        assertEquals(0, none.threads());
        assertFalse(host().isOn("proc/sys/net/ipv4/ip_forward"));
    }

    @Test
    void aHostWithoutControlGroupsWarnsOfWhatPluginsAreGivenInVain() {
        CgroupLimits none = CgroupLimits.read(host());
        assertEquals(
                List.of(
                        "WARNING: No memory limit support",
                        "WARNING: No cpu cfs quota support",
                        "WARNING: No pids limit support"),
                none.warnings());
        assertFalse(none.supported().containsValue(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\" | Debian GNU/Linux 12 (bookworm)",
                "PRETTY_NAME='A $B \\ C'                        | A $B \\ C",
                "PRETTY_NAME=Alpine                             | Alpine",
                "PRETTY_NAME=\"a \\\"b\\\" \\$c\"               | a \"b\" $c",
                "PRETTY_NAME=\"                                 | \"",
                "PRETTY_NAME=                                   | Linux",
                "NAME=Debian                                    | Linux"
            })
    void theNameIsThatOfOsRelease(String line, String name) throws IOException {
        write("etc/os-release", "NAME=x\n  " + line.strip() + "\nVERSION_ID=\"12\"\n");
        assertEquals(new OperatingSystem(name, "12"), OperatingSystem.read(host()));
    }

    @Test
    void theVendorsOsReleaseCountsWhereThereIsNoOther() throws IOException {
        write("usr/lib/os-release", "PRETTY_NAME=vendor\n");
        assertEquals("vendor", OperatingSystem.read(host()).name());
        write("etc/os-release", "PRETTY_NAME=first\nPRETTY_NAME=last\n");
        assertEquals("last", OperatingSystem.read(host()).name());
    }

    @Test
    void aContainerIsToldApart() throws IOException {
        write("proc/1/cgroup", "2:cpu:/\n1:name=systemd:/init.scope\n");
        assertEquals("Linux", OperatingSystem.read(host()).name());
        write("proc/1/cgroup", "2:cpu:/docker/1234\n1:name=systemd:/\n");
        assertEquals("Linux (containerized)", OperatingSystem.read(host()).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 1", "0-1 | 2", "0-3,8,10-11 | 7", "12-15 | 4"})
    void processorsAreThoseThatTheProcessMayRunOn(String list, int cpus) throws IOException {
        write("proc/self/status", "Threads:\t17\nCpus_allowed_list:\t" + list + "\n");
        write("proc/meminfo", "MemTotal:       24683656 kB\nMemFree:  1 kB\n");
        HostResources read = HostResources.read(host());
        assertEquals(cpus, read.cpus());
        assertEquals(17, read.threads());
        assertEquals(24_683_656L * 1024, read.memory());
    }

    @Test
    void nonsenseIsNoNumber() throws IOException {
        write("proc/self/status", "Threads:\tmany\nCpus_allowed_list:\t3-1,x\n");
        write("proc/meminfo", "MemTotal: 99999999999999999999 kB\n");
        HostResources read = HostResources.read(host());
        assertEquals(Runtime.getRuntime().availableProcessors(), read.cpus());
        assertEquals(0, read.threads());
        assertEquals(0, read.memory());
    }

    @Test
    void theFirstVersionOfControlGroupsShowsInFiles() throws IOException {
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1");
        write("sys/fs/cgroup/memory/memory.oom_control", "1");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "1");
        write("sys/fs/cgroup/pids/tasks", "1");
        CgroupLimits read = CgroupLimits.read(host());
        assertEquals(1, read.version());
        assertEquals(List.of(), read.warnings());
        assertEquals(
                "{MemoryLimit=true, SwapLimit=false, KernelMemory=false, KernelMemoryTCP=false,"
                        + " CpuCfsPeriod=false, CpuCfsQuota=true, CPUShares=false, CPUSet=false,"
                        + " PidsLimit=true, OomKillDisable=true}",
                read.supported().toString());
    }

    @Test
    void theSecondVersionOfControlGroupsShowsInControllers() throws IOException {
        write("sys/fs/cgroup/cgroup.controllers", "cpuset cpu memory\n");
        write("proc/self/cgroup", "0::/system.slice/berth.service\n");
        write("sys/fs/cgroup/system.slice/berth.service/memory.swap.max", "max");
        CgroupLimits read = CgroupLimits.read(host());
        assertEquals(2, read.version());
        assertEquals(List.of("WARNING: No pids limit support"), read.warnings());
        assertEquals(
                "{MemoryLimit=true, SwapLimit=true, KernelMemory=false, KernelMemoryTCP=false,"
                        + " CpuCfsPeriod=true, CpuCfsQuota=true, CPUShares=true, CPUSet=true,"
                        + " PidsLimit=false, OomKillDisable=false}",
                read.supported().toString());
    }

    @Test
    void aSwitchIsOnOrOff() throws IOException {
        write("proc/sys/on", "1\n");
        write("proc/sys/off", "0\n");
        assertTrue(host().isOn("proc/sys/on"));
        assertFalse(host().isOn("proc/sys/off"));
    }
}

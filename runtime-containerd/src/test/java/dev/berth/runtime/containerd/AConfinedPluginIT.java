package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shared.oci.DefaultCapabilities;
import dev.berth.spi.Confinement;
import dev.berth.spi.Confinement.Seccomp;
import dev.berth.spi.PluginTask;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.plugin.ConfinementFixture;
import dev.berth.testing.plugin.ProbeScript;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a plugin may do, as a probe in it finds out. */
class AConfinedPluginIT {
    /** Without what only the host decides. */
    private static final String BY_DEFAULT =
            """
            keyctl: EPERM
            add_key: EPERM
            request_key: EPERM
            unshare of a user namespace: EPERM
            unshare of a mount namespace: EPERM
            setns: EPERM
            mount: EPERM
            pivot_root: EPERM
            swapon: EPERM
            chroot: ok
            bpf: EPERM
            perf_event_open: EPERM
            ptrace of a child: ok
            open_by_handle_at: EPERM
            io_uring_setup: EPERM
            userfaultfd: EPERM
            fanotify_init: EPERM
            init_module: EPERM
            kexec_load: EPERM
            syslog: EPERM
            sethostname: EPERM
            clone3: ENOSYS
            personality without random addresses: EPERM
            socket of AF_UNIX: ok
            socket of AF_INET: ok
            socket of AF_NETLINK: ok
            socket of AF_PACKET: ok
            socket of AF_ALG: EPERM
            socket of AF_VSOCK: EPERM
            mknod of a kmsg device: ok
            use of a kmsg device: EPERM
            mknod of a block device: ok
            use of a block device: EPERM
            writing /proc/sys/kernel/core_pattern: EROFS
            reading /proc/keys: empty
            reading /proc/timer_list: empty
            reading /proc/interrupts: empty
            entries of /sys/firmware: 0
            a new file in the root: ok
            size of /dev/shm: 64 MiB
            processes: 511, then EAGAIN
            NoNewPrivs: 1
            Seccomp: 2
            CapEff: 00000000a80425fb
            oom_score_adj: 0
            Max core file size: 0, unlimited
            Max locked memory: 8388608, 8388608
            control group: its own
            hostname: abcdef012345
            """;

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private final RecordingLog log = HOST.log();

    @Test
    void mayDoNoMoreThanAContainer() throws Exception {
        Map<String, String> report = report("abcdef0123456789", new ConfinementFixture());
        for (String line : BY_DEFAULT.lines().toList()) {
            String name = line.substring(0, line.lastIndexOf(": "));
            assertEquals(line, name + ": " + report.get(name));
        }
    }

    @Test
    void mayDoWhatIsLifted() throws Exception {
        Map<String, String> report =
                report(
                        "lifted",
                        new ConfinementFixture()
                                .seccomp(Seccomp.UNCONFINED)
                                .noNewPrivileges(false)
                                .sharedMemorySize(1 << 20)
                                .pidsLimit(OptionalLong.empty()));
        assertEquals("ok", report.get("keyctl"));
        assertEquals("0", report.get("Seccomp"));
        assertEquals("0", report.get("NoNewPrivs"));
        assertEquals("1 MiB", report.get("size of /dev/shm"));
        assertEquals("700 and more", report.get("processes"));
    }

    @Test
    void mayDoLessWhereThatIsSet() throws Exception {
        Map<String, String> report =
                report(
                        "less",
                        new ConfinementFixture()
                                .readOnlyRoot(true)
                                .droppedCapabilities(Set.copyOf(DefaultCapabilities.NAMES))
                                .memoryLimit(OptionalLong.of(128 << 20))
                                .milliCpusLimit(OptionalLong.of(500))
                                .pidsLimit(OptionalLong.of(20)));
        assertEquals("EROFS", report.get("a new file in the root"));
        assertEquals("0000000000000000", report.get("CapEff"));
        assertEquals("EPERM", report.get("chroot"));
        assertEquals("EPERM", report.get("socket of AF_PACKET"));
        assertEquals("EROFS", report.get("mknod of a kmsg device"));
        assertEquals("19, then EAGAIN", report.get("processes"));
    }

    @Test
    void isOnlyWatchedWhenItsFilterLogs() throws Exception {
        Map<String, String> report =
                report("logged", new ConfinementFixture().seccomp(Seccomp.LOG));
        assertEquals("ok", report.get("keyctl"));
        assertEquals("2", report.get("Seccomp"));
    }

    private Map<String, String> report(String id, Confinement confinement) throws Exception {
        PluginTask task =
                HOST.runtime()
                        .start(
                                new SampleLaunches(HOST.rootfs(), HOST.newFolder("s/" + id))
                                        .id(id)
                                        .confinement(confinement)
                                        .entrypoint(Scripts.listening(ProbeScript.text()))
                                        .launch());
        String begin = "info test/" + id + ": ";
        Map<String, String> report = new LinkedHashMap<>();
        for (String line = next(id); !line.equals(begin + "ready"); line = next(id)) {
            int colon = line.lastIndexOf(": ");
            report.put(line.substring(begin.length(), colon), line.substring(colon + 2));
        }
        task.stop(Duration.ZERO);
        return report;
    }

    private String next(String id) throws InterruptedException {
        return log.next(" test/" + id + ": ");
    }
}

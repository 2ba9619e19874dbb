package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.TaskExit;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AStartedPluginIT {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private final RecordingLog log = HOST.log();

    @Test
    void runsUntilItIsStopped() throws Exception {
        PluginLaunch launch = launches("runs").entrypoint(Scripts.listening("")).launch();
        PluginTask task = HOST.runtime().start(launch);
        assertTrue(ProcessHandle.of(task.pid()).orElseThrow().isAlive());
        assertTrue(HOST.runtime().ids().contains("runs"));
        SocketChannel.open(UnixDomainSocketAddress.of(launch.socket().orElseThrow())).close();
        PluginUsage usage = task.usage().orElseThrow();
        assertEquals(1, usage.pids());
        assertEquals(OptionalLong.of(512), usage.pidsLimit());
        assertTrue(usage.memory() > 0 && usage.cpuTime().toNanos() > 0, usage.toString());
        assertEquals("info test/runs: ready", log.next(" test/runs: "));
        assertEquals(TaskExit.of(0).withLastOutput(List.of("ready", "bye")), task.stop(GRACE));
        assertEquals(Optional.empty(), task.usage());
        assertEquals("info test/runs: bye", log.next(" test/runs: "));
        assertNothingIsLeftOf("runs", task.pid());
    }

    /** As one does on a busy host, when it gives up its own removal of the task before. */
    @Test
    void runsWhereContainerdHasLeftABundle() throws Exception {
        Path bundle = HOST.bundles().resolve("bundle");
        Path root = HOST.folder().resolve("root/io.containerd.runtime.v2.task");
        Path work = Files.createDirectories(root.resolve(HOST.namespace()).resolve("bundle"));
        Files.createDirectories(bundle.resolve("rootfs"));
        Files.writeString(bundle.resolve("config.json"), "{}");
        Files.createSymbolicLink(bundle.resolve("work"), work);
        Path left = Files.createFile(work.resolve("left"));
        PluginTask task =
                HOST.runtime().start(launches("bundle").entrypoint(Scripts.listening("")).launch());
        assertEquals("info test/bundle: ready", log.next(" test/bundle: "));
        assertFalse(Files.exists(left));
        assertEquals(0, task.stop(GRACE).code());
        assertNothingIsLeftOf("bundle", task.pid());
    }

    /** The run folder is below {@code /run}, the container in a database on the disk. */
    @Test
    void runsWhereARebootHasLeftAContainer() throws Exception {
        HOST.ctr("containers", "create", "--rootfs", HOST.rootfs().toString(), "rebooted");
        PluginTask task =
                HOST.runtime()
                        .start(launches("rebooted").entrypoint(Scripts.listening("")).launch());
        assertEquals("info test/rebooted: ready", log.next(" test/rebooted: "));
        assertEquals(0, task.stop(GRACE).code());
        assertNothingIsLeftOf("rebooted", task.pid());
    }

    @Test
    void isKilledWhenItDoesNotEndInTime() throws Exception {
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("stubborn")
                                        .entrypoint(Scripts.listening("$SIG{TERM} = 'IGNORE'"))
                                        .launch());
        assertEquals("info test/stubborn: ready", log.next(" test/stubborn: "));
        assertEquals(137, task.stop(Duration.ofMillis(100)).code());
        assertNothingIsLeftOf("stubborn", task.pid());
    }

    @Test
    void tellsHowItEndedByItself() throws Exception {
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("ends")
                                        .entrypoint(
                                                Scripts.running(
                                                        "serve('p.sock'); accept(C, S);"
                                                                + " warn \"$_\\n\" for 1..9;"
                                                                + " exit 3"))
                                        .launch());
        TaskExit exit = task.exit().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertEquals(TaskExit.of(3).withLastOutput(List.of("5", "6", "7", "8", "9")), exit);
        for (int i = 1; i <= 9; i++) {
            assertEquals("error test/ends: " + i, log.next(" test/ends: "));
        }
        assertEquals(exit, task.stop(GRACE));
        assertNothingIsLeftOf("ends", task.pid());
    }

    @Test
    void isReadyAtOnceWithoutASocket() throws Exception {
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("quiet")
                                        .socket("")
                                        .entrypoint("/bin/sleep", "1000")
                                        .launch());
        assertTrue(ProcessHandle.of(task.pid()).orElseThrow().isAlive());
        // The first process of a namespace does not hear SIGTERM unless it asks for it.
        assertEquals(137, task.stop(Duration.ofMillis(10)).code());
    }

    @Test
    void opensItsSocketWhenItLikesAndWhateverItsName() throws Exception {
        String name = "x".repeat(60) + ".sock";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("slow")
                                        .socket(name)
                                        .entrypoint(
                                                Scripts.running(
                                                        "select(undef, undef, undef, 0.3);"
                                                                + "serve('"
                                                                + name
                                                                + "'); sleep 1000 while 1"))
                                        .launch());
        assertEquals(0, task.stop(GRACE).code());
    }

    @Test
    void isNotTroubledByWhatAnEarlierRunLeft() throws Exception {
        PluginLaunch launch = launches("again").entrypoint(Scripts.listening("")).launch();
        PluginTask first = HOST.runtime().start(launch);
        PluginTask second = HOST.runtime().start(launch);
        assertEquals(137, first.exit().toCompletableFuture().get(20, TimeUnit.SECONDS).code());
        assertEquals(0, second.stop(GRACE).code());
        try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Files.deleteIfExists(launch.socket().orElseThrow());
            stale.bind(UnixDomainSocketAddress.of(launch.socket().orElseThrow()));
        }
        assertEquals(0, HOST.runtime().start(launch).stop(GRACE).code());
    }

    @Test
    void hasEnvironmentUserAndCapabilities() throws Exception {
        String script =
                "print \"$ENV{A} $ENV{HOME} @ARGV\\n\"; show('/proc/self/status', '^(Uid|Cap)');";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("as-root")
                                        .env("A=b c")
                                        .capabilities("CAP_SYS_ADMIN")
                                        .entrypoint(Scripts.listening(script))
                                        .args("one", "two")
                                        .launch());
        assertEquals("info test/as-root: b c / one two", log.next(" test/as-root: "));
        assertEquals("info test/as-root: Uid:\t0\t0\t0\t0", log.next(" test/as-root: "));
        assertEquals("info test/as-root: CapInh:\t0000000000000000", log.next(" test/as-root: "));
        assertEquals("info test/as-root: CapPrm:\t00000000a82425fb", log.next(" test/as-root: "));
        assertEquals("info test/as-root: CapEff:\t00000000a82425fb", log.next(" test/as-root: "));
        assertEquals("info test/as-root: CapBnd:\t00000000a82425fb", log.next(" test/as-root: "));
        task.stop(GRACE);
    }

    @Test
    void runsAsTheUserOfItsConfigAndCanMakeItsSocket() throws Exception {
        Path data = HOST.newFolder("user-data");
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("as-user")
                                        .user(1234, 5678)
                                        .propagated(data)
                                        .entrypoint(
                                                Scripts.listening(
                                                        "mkdir '/data/d' or die $!;"
                                                                + " print \"$< $(\\n\""))
                                        .launch());
        assertEquals("info test/as-user: 1234 5678", log.next(" test/as-user: "));
        assertEquals(1234, Files.getAttribute(data.resolve("d"), "unix:uid"));
        task.stop(GRACE);
    }

    @Test
    void showsTheHostWhatItMountsBelowItsPropagatedMount() throws Exception {
        Path data = HOST.newFolder("data");
        String script =
                "mkdir '/data/v'; system('/usr/bin/mount', '-t', 'tmpfs', 'v', '/data/v') == 0"
                        + " or die; open(F, '>', '/data/v/hello'); close F";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("mounts")
                                        .propagated(data)
                                        .capabilities("CAP_SYS_ADMIN")
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        assertTrue(Files.exists(data.resolve("v/hello")));
        assertEquals(0, task.stop(GRACE).code());
        assertFalse(Files.exists(data.resolve("v/hello")), "the mount is undone");
        assertTrue(Files.isDirectory(data.resolve("v")), "the folder is not deleted");
    }

    @Test
    void leavesTheHostNoDeviceAndNoSetuidFileInItsPropagatedMount() throws Exception {
        Path data = HOST.newFolder("restricted-data");
        String script =
                "system('/usr/bin/mknod', '/data/k', 'c', '1', '3') == 0 or die;"
                        + " open(F, '>', '/data/s'); chmod 04755, '/data/s' or die";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("restricted")
                                        .propagated(data)
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        assertThrows(AccessDeniedException.class, () -> Files.readString(data.resolve("k")));
        String options = Programs.run("findmnt", "-n", "-o", "VFS-OPTIONS", data.toString());
        assertTrue(options.contains("nosuid"), options);
        assertEquals(0, task.stop(GRACE).code());
    }

    @Test
    void seesNothingOfTheHostsMountsAndTheHostNothingOfItsOtherMounts() throws Exception {
        String script =
                "system('/usr/bin/mount', '-t', 'tmpfs', 'v', '/tmp') == 0 or die;"
                        + " open(F, '>', '/tmp/inside'); close F";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("private")
                                        .capabilities("CAP_SYS_ADMIN")
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        assertFalse(Files.exists(HOST.rootfs().resolve("tmp/inside")));
        task.stop(GRACE);
    }

    @Test
    void seesTheMountsAndDevicesOfItsSettings() throws Exception {
        Path source = HOST.newFolder("source");
        Files.writeString(source.resolve("f"), "from the host\n");
        String script =
                "show('/in/f', '.'); show('/bare/f', '.'); show('/typeless/f', '.'); print"
                        + " glob('/empty/*'), \"empty\\n"
                        + "\"; -c '/dev/fuse' or die; open(D, '>', '/dev/fuse') or die $!; print"
                        + " \"fuse\\n"
                        + "\"";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("settings")
                                        .mount("in", Optional.of(source.toString()), "/in")
                                        .mount(
                                                "bare",
                                                Optional.of(source.toString()),
                                                "/bare",
                                                "bind")
                                        .mount(
                                                "typeless",
                                                Optional.of(source.toString()),
                                                "/typeless",
                                                "",
                                                "ro")
                                        .mount("empty", Optional.of(""), "/empty")
                                        .device("fuse", Optional.of(fuseOrOther()))
                                        .entrypoint(
                                                Scripts.listening(
                                                        script.replace("/dev/fuse", fuseOrOther())))
                                        .launch());
        for (int mount = 0; mount < 3; mount++) {
            assertEquals("info test/settings: from the host", log.next(" test/settings: "));
        }
        assertEquals("info test/settings: empty", log.next(" test/settings: "));
        assertEquals("info test/settings: fuse", log.next(" test/settings: "));
        task.stop(GRACE);
    }

    @Test
    void mayUseNoDeviceButThoseListedUnlessAllAreAllowed() throws Exception {
        String script =
                "system('/usr/bin/mknod', '/dev/k', 'c', '1', '11') == 0 or die;"
                        + " open(K, '>', '/dev/k') and print \"open\\n\" or print \"$!\\n\"";
        PluginTask task =
                HOST.runtime()
                        .start(launches("devices").entrypoint(Scripts.listening(script)).launch());
        assertEquals("info test/devices: Operation not permitted", log.next(" test/devices: "));
        task.stop(GRACE);
        task =
                HOST.runtime()
                        .start(
                                launches("all-devices")
                                        .allDevices()
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        assertEquals("info test/all-devices: open", log.next(" test/all-devices: "));
        task.stop(GRACE);
    }

    @Test
    void sharesNamespacesOfTheHostWhenItAsksForThem() throws Exception {
        String script = "print readlink(\"/proc/self/ns/$_\"), \"\\n\" for ('net', 'pid', 'ipc')";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("host")
                                        .network("host")
                                        .pidHost()
                                        .ipcHost()
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        for (String namespace : List.of("net", "pid", "ipc")) {
            Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/" + namespace));
            assertEquals("info test/host: " + own, log.next(" test/host: "));
        }
        assertEquals(0, task.stop(GRACE).code());
    }

    @Test
    void takesItsChildrenAlongThoughItSharesTheHostsProcesses() throws Exception {
        String script = "my $c = fork(); if (!$c) { sleep 1000 while 1 } print \"$c\\n\"";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("parent")
                                        .pidHost()
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        String line = log.next(" test/parent: ");
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(line.substring("info test/parent: ".length())))
                        .orElseThrow();
        assertTrue(child.isAlive());
        task.stop(GRACE);
        child.onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    void findsWhatDockerPutsIntoItsRootFilesystem() throws Exception {
        PluginTask task =
                HOST.runtime()
                        .start(
                                launches("files")
                                        .entrypoint(
                                                Scripts.listening(
                                                        "-e $_ or print \"no $_\\n"
                                                            + "\" for ('/.dockerenv',"
                                                            + " '/etc/hostname', '/dev/pts/ptmx',"
                                                            + " '/dev/shm', '/sys/kernel',"
                                                            + " '/dev/mqueue'); print"
                                                            + " readlink('/etc/mtab'), \"\\n"
                                                            + "\""))
                                        .launch());
        assertEquals("info test/files: /proc/mounts", log.next(" test/files: "));
        task.stop(GRACE);
    }

    private SampleLaunches launches(String id) throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder("s/" + id)).id(id);
    }

    /** Not every machine has the module. */
    private static String fuseOrOther() {
        return Files.exists(Path.of("/dev/fuse")) ? "/dev/fuse" : "/dev/kmsg";
    }

    private static void assertNothingIsLeftOf(String id, long pid) throws Exception {
        assertFalse(HOST.runtime().ids().contains(id));
        assertFalse(HOST.ctr("tasks", "ls", "-q").contains(id));
        assertFalse(HOST.ctr("containers", "ls", "-q").contains(id));
        assertTrue(ProcessHandle.of(pid).isEmpty());
        assertTrue(
                ProcessHandle.allProcesses()
                        .noneMatch(p -> p.info().commandLine().orElse("").contains("-id " + id)),
                "its shim is gone");
    }
}

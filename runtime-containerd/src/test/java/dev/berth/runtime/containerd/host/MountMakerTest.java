package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.file.MountTable;
import dev.berth.shared.host.HostProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.TestFolders;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a folder that is a shared mount, as all are where systemd is. */
class MountMakerTest {
    private final NotedTurn turn = new NotedTurn();
    private final Unmounter unmounter = new Unmounter(new HostProgram("umount"));
    private Path host;
    private Path calls;
    private Path fstab;
    private Path sockets;
    private Path data;

    @BeforeEach
    void makeFolders() throws Exception {
        host = Files.createTempDirectory("mounts").toRealPath();
        Programs.run("mount", "--bind", host.toString(), host.toString());
        Programs.run("mount", "--make-shared", host.toString());
        calls = host.resolve("calls");
        fstab = host.resolve("fstab");
        sockets = Files.createDirectory(host.resolve("sockets"));
        data = Files.createDirectory(host.resolve("data"));
    }

    @AfterEach
    void deleteFolders() {
        TestFolders.delete(host);
    }

    /** A mount(8) that notes its calls, and does something first, if anything. */
    private MountMaker maker(String first) throws IOException, InterruptedException {
        Path script = host.resolve("mount");
        Files.writeString(
                script,
                "#!/bin/sh\necho \"$*\" >>%s\n%s\nexec mount \"$@\"\n".formatted(calls, first));
        Programs.run("chmod", "700", script.toString());
        return new MountMaker(new HostProgram(script.toString()), turn);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    private MountTable.Entry at(Path folder) throws IOException {
        return MountTable.read().at(folder).get(0);
    }

    private List<BindMount> both() {
        return List.of(BindMount.isolated(sockets), BindMount.shared(data));
    }

    private void assertBoth() throws IOException, InterruptedException {
        Set<String> options = at(sockets).options();
        assertTrue(
                options.containsAll(Set.of("nosuid", "nodev", "noexec", "nosymfollow")),
                options.toString());
        assertFalse(at(sockets).isShared());
        assertTrue(at(data).options().containsAll(Set.of("nosuid", "nodev")));
        assertFalse(at(data).options().contains("noexec"));
        assertTrue(at(data).isShared());
        assertEquals(List.of(data, sockets, host), TestFolders.mountsBelow(host));
    }

    /** Returns the number of the group of mounts that get each other's. */
    private static String peers(Path folder) throws IOException, InterruptedException {
        return Programs.run("findmnt", "-n", "-o", "OPT-FIELDS", folder.toString());
    }

    @Test
    void makesAllOfATaskByOneProcess() throws Exception {
        maker("").make(fstab, both());
        assertBoth();
        assertEquals(List.of("-a -T " + fstab), calls());
        assertFalse(peers(data).equals(peers(host)), "its mounts get into the mount around it");
    }

    @Test
    void makesWhatItCanAndFailsByWhatItCannot() throws Exception {
        BindMount missing = BindMount.shared(host.resolve("missing"));
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> maker("").make(fstab, List.of(missing, both().get(0))));
        assertTrue(e.getMessage().contains("missing"), e.getMessage());
        assertTrue(BindMount.isolated(sockets).isIn(MountTable.read()));
    }

    @Test
    void makesThoseWithOddNamesAlone() throws Exception {
        for (String name : List.of("a blank", "back\\slash", "tab\t", "ümlaut", "quote\"")) {
            Path odd = Files.createDirectory(host.resolve(name));
            maker("").make(fstab, List.of(BindMount.shared(odd)));
            assertTrue(BindMount.shared(odd).isIn(MountTable.read()), name);
            unmounter.requireUnmounted(List.of(odd));
        }
        assertFalse(calls().toString().contains("-T"), calls().toString());
    }

    @Test
    void makesThemAloneWhereMountKnowsNoSuchFile() throws Exception {
        maker("[ \"$1\" = -a ] && exit 1").make(fstab, both());
        assertBoth();
    }

    @Test
    void failsWhereMountDoesNotSayThatItHasNotDoneAllOfIt() throws Exception {
        MountMaker maker = maker("case \"$*\" in -a* | *remount*) exit 0; esac");
        IOException e = assertThrows(IOException.class, () -> maker.make(fstab, both()));
        assertTrue(e.getMessage().contains(sockets.toString()), e.getMessage());
    }

    @Test
    void makesThemByBusyBox() throws Exception {
        String busybox = Programs.find("busybox");
        Path script = host.resolve("umount");
        Files.writeString(script, "#!/bin/sh\nexec %s umount \"$@\"\n".formatted(busybox));
        Programs.run("chmod", "700", script.toString());
        Unmounter undone = new Unmounter(new HostProgram(script.toString()));
        maker("exec %s mount \"$@\"".formatted(busybox)).make(fstab, both());
        for (BindMount made : both()) {
            assertTrue(made.isIn(MountTable.read()), made.toString());
        }
        assertFalse(peers(data).equals(peers(host)), "its mounts get into the mount around it");
        undone.requireUnmounted(List.of(sockets, data));
        assertEquals(List.of(host), TestFolders.mountsBelow(host));
    }

    @Test
    void makesThemAloneWhereMountDidNothingAndSaidNothing() throws Exception {
        maker("[ \"$1\" = -a ] && exit 0").make(fstab, both());
        assertBoth();
    }

    /** mount(8) of util-linux 2.38 binds first, that of 2.42 has the options first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mount --bind %1$s %1$s; mount --bind %2$s %2$s",
                "mount --bind -o nosuid,nodev,noexec,nosymfollow %1$s %1$s;"
                        + " mount --bind -o nosuid,nodev %2$s %2$s",
                "mount --bind --make-private %1$s %1$s; mount --bind --make-private %2$s %2$s",
                "mount --bind --make-slave %1$s %1$s; mount --bind --make-slave %2$s %2$s"
            })
    void finishesWhatWasCutShort(String begun) throws Exception {
        maker("[ \"$1\" = -a ] && { %s; exit 1; }".formatted(begun).formatted(sockets, data))
                .make(fstab, both());
        assertBoth();
        assertFalse(peers(data).equals(peers(host)), "its mounts get into the mount around it");
    }

    @Test
    void mountsOverWhatTheUserHasMountedThere() throws Exception {
        Programs.run("mount", "-t", "tmpfs", "disk", data.toString());
        Files.createFile(data.resolve("file-of-the-user"));
        maker("").make(fstab, both());
        assertTrue(Files.exists(data.resolve("file-of-the-user")));
        assertTrue(BindMount.shared(data).isIn(MountTable.read()));
        assertEquals(List.of(data, sockets, data, host), TestFolders.mountsBelow(host));
    }

    /** The kernel propagates a mount in such a folder also to where the folder hides it. */
    @Test
    void makesThemInAFolderThatSharesWithTheMountAroundIt() throws Exception {
        Path state = Files.createDirectory(host.resolve("state"));
        Programs.run("mount", "--bind", state.toString(), state.toString());
        BindMount plugins = BindMount.shared(Files.createDirectory(state.resolve("p")));
        BindMount socket = BindMount.isolated(Files.createDirectory(state.resolve("s")));
        maker("").make(fstab, List.of(plugins, socket));
        assertEquals(List.of("-a -T " + fstab), calls());
        assertFalse(MountTable.read().followsLinks(socket.folder()));
        Path below = Files.createDirectory(plugins.folder().resolve("v"));
        Programs.run("mount", "-t", "tmpfs", "test", below.toString());
        assertEquals(1, MountTable.read().at(below).size());
        unmounter.requireUnmounted(List.of(socket.folder(), plugins.folder()));
        assertEquals(List.of(state, host), TestFolders.mountsBelow(host));
    }

    @Test
    void doesNotRunMountForNobody() throws Exception {
        turn.acquire();
        MountMaker maker = maker("");
        ExecutorService threads = Executors.newCachedThreadPool();
        turn.awaitOneInLine();
        Future<?> start = threads.submit(() -> make(maker, "gone", BindMount.shared(data)));
        turn.awaitOneInLine();
        Files.delete(host.resolve("fstab-gone"));
        turn.release();
        start.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        threads.shutdown();
        assertFalse(calls().contains("-a"), calls().toString());
    }

    @Test
    void leavesWhatAPluginHasMountedOverItsFolder() throws Exception {
        maker("").make(fstab, both());
        Programs.run("mount", "-t", "tmpfs", "plugin", data.toString());
        maker("").ensure(List.of(BindMount.shared(data)));
        assertEquals(1, calls().size());
    }

    /** One whose run folder is deleted meanwhile would make mount(8) do nothing. */
    @Test
    void makesByOneProcessWhatAllWaitForThatAreStillThere() throws Exception {
        MountMaker maker = maker("");
        turn.acquire();
        turn.awaitOneInLine();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> starts = new ArrayList<>();
        for (String name : List.of("a", "b", "gone", "c")) {
            BindMount mount = BindMount.shared(Files.createDirectory(host.resolve(name)));
            starts.add(threads.submit(() -> make(maker, name, mount)));
            turn.awaitOneInLine();
        }
        Files.delete(host.resolve("fstab-gone"));
        turn.release();
        for (Future<?> start : starts) {
            start.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertEquals(
                "-a -T %1$s/fstab-a -T %1$s/fstab-b -T %1$s/fstab-c".formatted(host),
                calls().get(0));
        String alone = calls().subList(1, calls().size()).toString();
        assertFalse(alone.contains("/a") || alone.contains("/b") || alone.contains("/c"), alone);
    }

    private Void make(MountMaker maker, String name, BindMount mount) throws Exception {
        maker.make(host.resolve("fstab-" + name), List.of(mount));
        return null;
    }

    @Test
    void leavesWhatIsThere() throws Exception {
        maker("").make(fstab, both());
        String before = peers(data);
        maker("").make(fstab, both());
        assertBoth();
        assertEquals(before, peers(data));
    }

    @Test
    void leavesOutLinksOnlyWhereTheKernelKnowsNoOther() throws Exception {
        maker("case \"$*\" in -a* | *nosymfollow*) exit 1; esac")
                .make(fstab, List.of(BindMount.isolated(sockets)));
        assertTrue(at(sockets).options().containsAll(Set.of("nosuid", "nodev", "noexec")));
        assertTrue(MountTable.read().followsLinks(sockets));
    }

    @Test
    void makesOfAMountThatIsThereWhatItIsToBe() throws Exception {
        Programs.run("mount", "--bind", data.toString(), data.toString());
        maker("").ensure(List.of(BindMount.shared(data)));
        assertTrue(BindMount.shared(data).isIn(MountTable.read()));
        assertFalse(peers(data).equals(peers(host)), "its mounts get into the mount around it");
        int made = calls().size();
        maker("").ensure(List.of(BindMount.shared(data)));
        assertEquals(made, calls().size());
        assertEquals(List.of(data, host), TestFolders.mountsBelow(host));
    }

    @Test
    void keepsThePeersThatAnotherTaskHas() throws Exception {
        Programs.run("mount", "--bind", data.toString(), data.toString());
        Programs.run("mount", "--make-private", data.toString());
        Programs.run("mount", "--make-rshared", data.toString());
        String peers = peers(data);
        maker("").ensure(List.of(BindMount.shared(data)));
        assertTrue(BindMount.shared(data).isIn(MountTable.read()));
        assertEquals(peers, peers(data));
    }
}

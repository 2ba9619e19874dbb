package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.shared.host.HostProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.TestFolders;
import dev.berth.testing.TestTimeout;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnmounterTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path host;
    private Path one;
    private Path two;

    @BeforeEach
    void makeMounts() throws Exception {
        host = Files.createTempDirectory("unmounted").toRealPath();
        one = mount("one");
        two = mount("two");
    }

    @AfterEach
    void deleteFolders() {
        threads.shutdownNow();
        TestFolders.delete(host);
    }

    private Path mount(String name) throws Exception {
        Path folder = Files.createDirectories(host.resolve(name));
        Programs.run("mount", "-t", "tmpfs", "test", folder.toString());
        return folder;
    }

    /** Returns a umount(8) that notes its calls. */
    private HostProgram noting() throws Exception {
        Path script = host.resolve("umount");
        Files.writeString(
                script, "#!/bin/sh\necho \"$*\" >>%s/calls\nexec umount \"$@\"\n".formatted(host));
        Programs.run("chmod", "700", script.toString());
        return new HostProgram(script.toString());
    }

    private List<String> calls() throws Exception {
        return Files.readAllLines(host.resolve("calls"));
    }

    private List<Path> mounted() throws Exception {
        return TestFolders.mountsBelow(host);
    }

    @Test
    void undoesByOneProcessWhatAllWaitFor() throws Exception {
        HostProgram noting = noting();
        NotedTurn turn = new NotedTurn();
        turn.acquire();
        turn.awaitOneInLine();
        Unmounter unmounter = new Unmounter(noting, turn);
        Path three = mount("three");
        List<Future<?>> stops = new ArrayList<>();
        for (List<Path> folders : List.of(List.of(one, two), List.of(three))) {
            stops.add(threads.submit(() -> undo(unmounter, folders)));
            turn.awaitOneInLine();
        }
        turn.release();
        for (Future<?> stop : stops) {
            stop.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertEquals(List.of(), mounted());
        assertEquals(List.of("-c %s %s %s".formatted(one, two, three)), calls());
    }

    private static Void undo(Unmounter unmounter, List<Path> folders) throws Exception {
        unmounter.requireUnmounted(folders);
        return null;
    }

    /** umount(8) follows a link at the end of a path, also with {@code --no-canonicalize}. */
    @Test
    void followsNoLinkThatAPluginHasMountedOverAMountPoint() throws Exception {
        Path victim = mount("victim");
        mount("one/v");
        mount("one");
        Files.createSymbolicLink(one.resolve("v"), victim);
        Path busy = Files.createFile(one.resolve("busy"));
        try (InputStream open = Files.newInputStream(busy)) {
            new Unmounter(new HostProgram("umount")).requireUnmounted(List.of(one));
            assertEquals(-1, open.read());
        }
        assertEquals(List.of(victim, two), mounted());
    }

    @Test
    void undoesWhatIsMountedOverAndBelowOneAnother() throws Exception {
        for (int i = 0; i < 3; i++) {
            mount("one/v");
            mount("one/v");
            mount("one");
        }
        new Unmounter(new HostProgram("umount")).requireUnmounted(List.of(one));
        assertEquals(List.of(two), mounted());
    }

    /** The first call for it undoes what hides a link. */
    @Test
    void namesWhatIsBelowAFolderThatIsNoMountOnceOnly() throws Exception {
        mount("rootfs/x");
        mount("rootfs/x");
        HostProgram noting = noting();
        new Unmounter(noting).unmountBelow(host.resolve("rootfs"));
        String call = "-c -l " + host.resolve("rootfs/x");
        assertEquals(List.of(call, call), calls());
    }

    @Test
    void undoesWhatIsBelowAFolderThatIsNoMount() throws Exception {
        mount("two/below");
        List<Path> left = new Unmounter(new HostProgram("umount")).unmountBelow(host);
        assertEquals(List.of(), left);
        assertEquals(List.of(), mounted());
    }

    /** A file system that a plugin has mounted may be one whose server does not answer. */
    @Test
    void letsNobodyWaitForWhatAPluginHasMounted() throws Exception {
        mount("one/of-the-plugin");
        undoesTwoWhileOneHangs();
    }

    @Test
    void letsNobodyWaitForWhatAPluginHasMountedOverItsFolder() throws Exception {
        mount("one");
        undoesTwoWhileOneHangs();
    }

    private void undoesTwoWhileOneHangs() throws Exception {
        try (GatedProgram umount = new GatedProgram(host, "umount", "/one")) {
            Unmounter unmounter = new Unmounter(umount.program());
            Future<?> hanging = threads.submit(() -> undo(unmounter, List.of(one)));
            umount.awaitCall();
            unmounter.requireUnmounted(List.of(two));
            assertFalse(mounted().contains(two));
            umount.open();
            hanging.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertEquals(List.of(), mounted());
    }
}

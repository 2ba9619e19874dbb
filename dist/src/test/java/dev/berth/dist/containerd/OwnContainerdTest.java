package dev.berth.dist.containerd;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real containerd, which needs root. */
@Timeout(60)
class OwnContainerdTest {
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();

    @TempDir private Path folder;

    @Test
    void answersOnceItIsReadyAndIsGoneOnceItIsClosed() throws Exception {
        ContainerdFolders folders = folders();
        try (Containerd containerd = own(folders)) {
            assertTrue(containerd.await().startsWith("containerd "));
            assertTrue(SocketProbe.accepts(containerd.address()));
        }
        assertFalse(SocketProbe.accepts(folders.socket()));
        assertFalse(Files.exists(folders.pidFile()));
    }

    @Test
    void isStartedAgainWhenItDies() throws Exception {
        ContainerdFolders folders = folders();
        try (Containerd containerd = own(folders)) {
            containerd.await();
            ProcessHandle first = remembered(folders);
            first.destroyForcibly();
            assertTrue(troubles.take().contains("starting it again"));
            awaitAnswer(folders, first.pid());
        }
    }

    @Test
    void endsTheOneThatAKilledEngineLeftBehind() throws Exception {
        ContainerdFolders folders = folders();
        folders.create();
        ContainerdConfig.write(folders);
        ContainerdProcess orphan = ContainerdProcess.start(folders);
        ProcessHandle process = remembered(folders);
        // While it is still being loaded, nothing tells what program it is.
        awaitAnswer(folders, -1);
        try (Containerd containerd = own(folders)) {
            containerd.await();
            assertFalse(process.isAlive());
            assertNotEquals(process.pid(), remembered(folders).pid());
        } finally {
            orphan.stop();
        }
    }

    @Test
    void leavesAStrangersProcessAloneThatHasGotItsNumber() throws Exception {
        ContainerdFolders folders = folders();
        folders.create();
        Process stranger = new ProcessBuilder("cat").start();
        try {
            OrphanedContainerd.remember(folders, stranger);
            OrphanedContainerd.end(folders);
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void isOneForEachRoot() throws Exception {
        ContainerdFolders folders = folders();
        try (Containerd first = own(folders);
                Containerd second =
                        Containerd.choose(Optional.of("own"), folders, "runc", troubles::add)) {
            first.await();
            assertEquals(new HostContainerd(folders.socket(), "runc"), second);
        }
    }

    @Test
    void isFoundByAnEngineOfTheSameRootWithAnotherExecRoot() throws Exception {
        ContainerdFolders folders = folders();
        ContainerdFolders elsewhere =
                new ContainerdFolders(folders.root(), folder.resolve("elsewhere"));
        try (Containerd first = own(folders);
                Containerd second = own(elsewhere)) {
            first.await();
            assertEquals(folders.socket(), second.address());
            second.await();
        }
    }

    @Test
    void showsItsLastLinesWhenItCannotStart() throws Exception {
        ContainerdFolders folders = folders();
        folders.create();
        // Where its socket is to be, something is that it cannot replace.
        Files.createDirectories(folders.socket().resolve("full"));
        try (Containerd containerd = own(folders)) {
            String message =
                    assertThrows(ContainerdException.class, containerd::await).getMessage();
            assertTrue(message.contains("ended with exit code 1"), message);
            assertTrue(message.contains("containerd.sock"), message);
        }
    }

    @Test
    void isNotMissedWhereTheUserNamedOneThatDoesNotAnswer() throws Exception {
        Optional<String> asked = Optional.of(folder.resolve("none.sock").toString());
        try (Containerd containerd = Containerd.choose(asked, folders(), "runc", troubles::add)) {
            String message =
                    assertThrows(ContainerdException.class, containerd::await).getMessage();
            assertTrue(message.contains("no containerd answers at " + asked.get()), message);
        }
    }

    private Containerd own(ContainerdFolders folders) throws ContainerdException {
        return Containerd.choose(Optional.of(Containerd.OWN), folders, "runc", troubles::add);
    }

    private ContainerdFolders folders() {
        return ContainerdFolders.below(folder.resolve("root"), folder.resolve("run"));
    }

    private static ProcessHandle remembered(ContainerdFolders folders) throws IOException {
        return ProcessHandle.of(pid(folders)).orElseThrow();
    }

    private static long pid(ContainerdFolders folders) throws IOException {
        return Long.parseLong(Files.readString(folders.pidFile()));
    }

    /** Waits until another process than the former answers. */
    private static void awaitAnswer(ContainerdFolders folders, long formerPid) throws Exception {
        try (WatchService watch = folders.state().getFileSystem().newWatchService()) {
            folders.state().register(watch, ENTRY_CREATE);
            while (pid(folders) == formerPid || !SocketProbe.accepts(folders.socket())) {
                watch.take().reset();
            }
        }
    }
}

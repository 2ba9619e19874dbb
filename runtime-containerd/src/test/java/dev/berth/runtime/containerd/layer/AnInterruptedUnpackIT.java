package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.runtime.containerd.host.HostSnapshot;
import dev.berth.shared.content.ChunkPipe;
import dev.berth.shared.file.FileTree;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnInterruptedUnpackIT {
    private static final int FILES = 20_000;

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private Path rootfs;
    private Path blob;
    private Descriptor layer;

    @BeforeEach
    void makeLayer(TestInfo test) throws IOException {
        Path work = HOST.newFolder(test.getTestMethod().orElseThrow().getName());
        rootfs = Files.createDirectory(work.resolve("rootfs"));
        blob = work.resolve("blob");
        LayerTar tar = new LayerTar();
        for (int i = 0; i < FILES; i++) {
            tar.file("f" + i, "x" + i).end();
        }
        layer = tar.writeGzip(blob);
    }

    @Test
    void endsSoonAndNothingIsWrittenAfterwards() throws Exception {
        try (WatchService events = rootfs.getFileSystem().newWatchService()) {
            rootfs.register(events, StandardWatchEventKinds.ENTRY_CREATE);
            Attempt attempt = new Attempt(done -> {});
            events.take();
            assertTrue(attempt.interrupted());
        }
        HostSnapshot left = HostSnapshot.of(rootfs);
        assertTrue(left.files().size() <= FILES, "it was not at its end");
        assertNothingIsLeft();
        assertEquals(left, HostSnapshot.of(rootfs));
        FileTree.delete(rootfs);
    }

    @Test
    void endsSoonWhileItTellsHowFarItIs() throws Exception {
        CountDownLatch telling = new CountDownLatch(1);
        CompletableFuture<Void> never = new CompletableFuture<>();
        Attempt attempt =
                new Attempt(
                        done -> {
                            telling.countDown();
                            try {
                                never.get();
                            } catch (Exception e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        telling.await();
        assertTrue(attempt.interrupted());
        assertTrue(HostSnapshot.of(rootfs).files().size() <= FILES, "it was not at its end");
        assertNothingIsLeft();
    }

    @Test
    void endsSoonWhileItWaitsForWhatIsNotMadeYet() throws Exception {
        ChunkPipe nothing = new ChunkPipe(() -> Duration.ofDays(1));
        assertTrue(new Attempt(() -> HOST.runtime().unpack(nothing, rootfs)).interrupted());
        assertNothingIsLeft();
    }

    @Test
    void canBeDoneAgain() throws Exception {
        HOST.runtime().unpack(layer, blob, rootfs, done -> {});
        assertEquals(FILES + 1, HostSnapshot.of(rootfs).files().size());
    }

    private static void assertNothingIsLeft() throws Exception {
        assertEquals("", HOST.ctr("content", "ls", "-q"));
        assertEquals("", HOST.ctr("leases", "ls", "-q"));
        assertEquals("", HOST.ctr("content", "active").replaceAll("(?s)REF.*?\n", ""));
        assertEquals("", HOST.unmountedRest());
    }

    private interface Unpacking {
        void run() throws InterruptedException;
    }

    /** Unpacks on a thread of its own. */
    private final class Attempt {
        private final CompletableFuture<Exception> end = new CompletableFuture<>();
        private final Thread thread;

        Attempt(LongConsumer progress) {
            this(() -> HOST.runtime().unpack(layer, blob, rootfs, progress));
        }

        Attempt(Unpacking unpacking) {
            thread =
                    new Thread(
                            () -> {
                                try {
                                    unpacking.run();
                                    end.complete(new IOException("it came to its end"));
                                } catch (InterruptedException | RuntimeException e) {
                                    end.complete(e);
                                }
                            },
                            "test-unpack");
            thread.start();
        }

        boolean interrupted() throws Exception {
            thread.interrupt();
            return end.get(20, TimeUnit.SECONDS) instanceof InterruptedException;
        }
    }
}

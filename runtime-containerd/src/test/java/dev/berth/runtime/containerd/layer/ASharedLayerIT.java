package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.spi.Descriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * One layer that two plugins have, and unpack at the same time, with what is left to containerd.
 */
class ASharedLayerIT {
    private static final int LETTERS = 4_000_000;

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @TempDir Path folder;
    private final ExecutorService plugins = Executors.newFixedThreadPool(2);
    private String content;
    private Path blob;
    private Descriptor layer;

    @BeforeEach
    void makeALayerOfSeveralChunks() throws Exception {
        StringBuilder noise = new StringBuilder();
        new Random(1).ints(LETTERS, 'a', 'z' + 1).forEach(c -> noise.append((char) c));
        content = noise.toString();
        blob = folder.resolve("blob");
        layer =
                new LayerTar()
                        .file("f", content)
                        .xattr("user.left", "to containerd".getBytes(StandardCharsets.UTF_8))
                        .end()
                        .writeGzip(blob);
    }

    @AfterEach
    void stop() {
        plugins.shutdownNow();
    }

    /** Or else the first takes back what containerd has just told the second is there. */
    @Test
    void isHeldForTheSecondBeforeItIsSent() throws Exception {
        // The first time it is read, and then parts of it are sent.
        CountDownLatch secondSends = new CountDownLatch(2);
        CountDownLatch firstIsDone = new CountDownLatch(1);
        Future<Digest> second =
                unpack(
                        "second",
                        done -> {
                            secondSends.countDown();
                            if (secondSends.getCount() == 0) {
                                await(firstIsDone);
                            }
                        });
        secondSends.await();
        Future<Digest> first = unpack("first", done -> {});
        first.get();
        assertEquals(1, HOST.ctr("content", "ls", "-q").lines().count());
        firstIsDone.countDown();
        assertEquals(first.get(), second.get());
        assertEquals(content, Files.readString(folder.resolve("second/f")));
        assertEquals("", HOST.ctr("content", "ls", "-q"));
        assertEquals("", HOST.ctr("leases", "ls", "-q"));
    }

    private Future<Digest> unpack(String name, LongConsumer progress) throws Exception {
        Path rootfs = Files.createDirectory(folder.resolve(name));
        return plugins.submit(() -> HOST.runtime().unpack(layer, blob, rootfs, progress));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of many layers, and many plugins of the same layers. */
@Timeout(60)
class PluginFetcherTest {
    private static final int LAYERS = 128;
    private static final int AT_ONCE = 3;

    /** The install's own thread, and for each layer one that waits for it and one that fetches. */
    private static final long MOST_THREADS = 1 + 2 * AT_ONCE;

    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void needsAFewThreadsForManyLayers() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, layers(LAYERS));
        AtomicInteger open = new AtomicInteger();
        AtomicInteger mostOpen = new AtomicInteger();
        AtomicInteger mostThreads = new AtomicInteger();
        host.registry.opening =
                (blob, bytes) -> {
                    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                    mostThreads.accumulateAndGet(threads(), Math::max);
                    open.decrementAndGet();
                    return new ByteArrayInputStream(bytes);
                };
        Plugin plugin = pull("x").await();
        assertEquals(LAYERS, host.tree("plugins/" + plugin.id() + "/rootfs").size());
        assertTrue(mostOpen.get() <= AT_ONCE, mostOpen + " downloads at once");
        // A thread that has just ended a download is not idle yet when the next one needs a thread.
        assertTrue(mostThreads.get() <= 2 * MOST_THREADS, mostThreads + " threads");
    }

    @Test
    void holdsAFewThreadsWhileTheRegistryStallsAndEndsAtOnceWhenCancelled() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, layers(LAYERS));
        CountDownLatch asked = new CountDownLatch(AT_ONCE);
        host.registry.opening =
                (blob, bytes) -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    return null;
                };
        Operation<Plugin> pull = pull("x");
        asked.await();
        assertTrue(threads() <= MOST_THREADS, threads() + " threads");
        pull.cancel();
        assertThrows(OperationCancelledException.class, pull::await);
        assertEquals(AT_ONCE, host.registry.opened.size(), "none was begun after the cancel");
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void endsAllDownloadsWhenALaterOneFails() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, layers(LAYERS));
        RegistryException reason =
                new RegistryException(RegistryException.Reason.NOT_FOUND, "r", "x", "not here");
        CountDownLatch stalled = new CountDownLatch(AT_ONCE - 1);
        AtomicInteger interrupted = new AtomicInteger();
        host.registry.opening =
                (blob, bytes) -> {
                    if (new String(bytes).equals("layer 2")) {
                        stalled.await();
                        throw reason;
                    }
                    stalled.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return null;
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        throw e;
                    }
                };
        assertSame(reason, assertThrows(RegistryException.class, pull("x")::await));
        assertEquals(AT_ONCE - 1, interrupted.get());
        assertEquals(AT_ONCE, host.registry.opened.size(), "none was begun after the failure");
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void fetchesOnceWhatMorePullsThanThreadsShare() throws Exception {
        int pulls = 8 * AT_ONCE;
        List<Descriptor> shared =
                host.registry.add("all", ManagerHost.CONFIG, layers(4 * AT_ONCE)).layers();
        CountDownLatch begun = new CountDownLatch(pulls);
        host.registry.opening =
                (blob, bytes) -> {
                    begun.await();
                    return new ByteArrayInputStream(bytes);
                };
        List<Operation<Plugin>> all = new ArrayList<>();
        for (int i = 0; i < pulls; i++) {
            List<Descriptor> turned = new ArrayList<>(shared);
            Collections.rotate(turned, i);
            host.registry.add("p" + i, ManagerHost.CONFIG, turned);
            ProgressListener waiting =
                    progress -> {
                        if (progress.phase() == Phase.RESOLVED) {
                            begun.countDown();
                        }
                    };
            all.add(host.manager.install(ManagerHost.request("p" + i), waiting));
        }
        for (Operation<Plugin> pull : all) {
            Plugin plugin = pull.await();
            assertEquals(shared.size(), host.tree("plugins/" + plugin.id() + "/rootfs").size());
        }
        assertEquals(shared.size(), host.registry.opened.size());
        assertEquals(shared.size(), new HashSet<>(host.registry.opened).size());
    }

    private Operation<Plugin> pull(String reference) {
        return host.manager.install(ManagerHost.request(reference), ProgressListener.NONE);
    }

    private static String[] layers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "layer " + i).toArray(String[]::new);
    }

    private static int threads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .filter(thread -> thread.getName().startsWith("berth-work-"))
                        .count();
    }
}

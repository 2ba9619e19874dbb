package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.core.testing.MemoryRegistry.Asked;
import dev.berth.core.testing.StallingStream;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls of the same blob at the same time download it once. */
class SharedDownloadsTest {
    private static final String TEXT = "0123456789";
    private static final RegistryCredentials ANN = RegistryCredentials.of("ann", "a");
    private static final RegistryCredentials BOB = RegistryCredentials.of("bob", "b");

    @TempDir Path top;
    private ManagerHost host;
    private final StallingStream first = new StallingStream(TEXT.getBytes(), 4);
    private final BlockingQueue<Long> shown = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        host.registry.add("a", ManagerHost.CONFIG, TEXT);
        host.registry.add("b", ManagerHost.CONFIG, TEXT);
        host.registry.opening =
                (blob, bytes) ->
                        host.registry.asked.size() == 1 ? first : new ByteArrayInputStream(bytes);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void theSecondWaitsAndSeesHowItGoes() throws Exception {
        Operation<Plugin> a = pull("a", ANN, ProgressListener.NONE);
        first.awaitStalled();
        Operation<Plugin> b = pullAndShow("b");
        assertEquals(4, next());
        first.goOn();
        assertEquals(10, next());
        a.await();
        b.await();
        assertEquals(1, host.registry.asked.size());
        assertEquals(3, host.blobs().size());
    }

    @Test
    void theSecondGoesOnWithItsOwnLoginWhenTheFirstIsCancelled() throws Exception {
        Operation<Plugin> a = pull("a", ANN, ProgressListener.NONE);
        first.awaitStalled();
        Operation<Plugin> b = pullAndShow("b");
        assertEquals(4, next());
        a.cancel();
        assertThrows(OperationCancelledException.class, a::await);
        assertEquals("b:latest", b.await().name().familiar());
        assertEquals(List.of(0L, 4L), host.registry.asked.stream().map(Asked::offset).toList());
        assertEquals(Optional.of(BOB), host.registry.asked.get(1).credentials());
    }

    @Test
    void theSecondGoesOnWhenTheFirstFails() throws Exception {
        Operation<Plugin> a = pull("a", ANN, ProgressListener.NONE);
        first.awaitStalled();
        Operation<Plugin> b = pullAndShow("b");
        assertEquals(4, next());
        first.breakOff(
                new IOException(
                        new RegistryException(
                                RegistryException.Reason.UNREACHABLE, "r", "a", "went away")));
        assertThrows(RegistryException.class, a::await);
        b.await();
        assertEquals(List.of(0L, 4L), host.registry.asked.stream().map(Asked::offset).toList());
    }

    @Test
    void theFirstGoesOnWhenTheSecondIsCancelled() throws Exception {
        Operation<Plugin> a = pull("a", ANN, ProgressListener.NONE);
        first.awaitStalled();
        Operation<Plugin> b = pullAndShow("b");
        assertEquals(4, next());
        b.cancel();
        assertThrows(OperationCancelledException.class, b::await);
        first.goOn();
        a.await();
        assertEquals(3, host.blobs().size());
        assertEquals(List.of("a:latest"), names());
    }

    @Test
    void theSecondDoesNotWaitForWhoListensToTheFirst() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        Operation<Plugin> a =
                pull(
                        "a",
                        ANN,
                        progress -> {
                            if (progress.phase() == Phase.DOWNLOADING) {
                                listening.countDown();
                                uninterrupted(heard);
                            }
                        });
        listening.await();
        Operation<Plugin> b = pullAndShow("b");
        assertEquals(4, next());
        first.goOn();
        b.await();
        assertEquals(List.of("b:latest"), names());
        heard.countDown();
        a.await();
    }

    @Test
    void theSecondIsNotGivenWhatItsOwnLoginDoesNotOpen() throws Exception {
        Operation<Plugin> a = pull("a", ANN, ProgressListener.NONE);
        first.awaitStalled();
        assertEquals(
                RegistryException.Reason.NOT_FOUND,
                assertThrows(
                                RegistryException.class,
                                () -> pull("hidden", BOB, ProgressListener.NONE).await())
                        .reason());
        first.goOn();
        a.await();
    }

    @Test
    void aLayerThatIsThereTwiceIsFetchedOnce() throws Exception {
        Descriptor layer = host.registry.add("a", ManagerHost.CONFIG, TEXT).layers().get(0);
        host.registry.add("twice", ManagerHost.CONFIG, List.of(layer, layer));
        first.goOn();
        // The test's own runtime cannot unpack a layer twice.
        assertThrows(
                PluginRuntimeException.class,
                () -> pull("twice", ANN, ProgressListener.NONE).await());
        assertEquals(1, host.registry.asked.size());
    }

    private List<String> names() {
        return host.manager.list().stream().map(plugin -> plugin.name().familiar()).toList();
    }

    private Operation<Plugin> pullAndShow(String reference) {
        return pull(
                reference,
                BOB,
                progress -> {
                    if (progress.phase() == Phase.DOWNLOADING) {
                        shown.add(progress.current());
                    }
                });
    }

    private Operation<Plugin> pull(
            String reference, RegistryCredentials login, ProgressListener progress) {
        InstallRequest request = ManagerHost.request(reference).withCredentials(login);
        return host.manager.install(request, progress);
    }

    private long next() throws InterruptedException {
        Long next = shown.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no progress is shown");
        }
        return next;
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(60)
class AnInterruptTest {
    private final SamplePlugin plugin = new SamplePlugin(1, 100_000);
    private final Descriptor layer = plugin.layer(0);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CompletableFuture<Throwable> outcome = new CompletableFuture<>();

    private ScriptedServer server;
    private TestClient client;

    /** Answers half, and says so, and never the rest. */
    private final Script half =
            (request, out) -> {
                ScriptedResponses.head(out, 200, layer.size());
                out.write(plugin.bytes(layer), 0, 1000);
                out.flush();
                server.hold(60_000);
            };

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = TestClient.with(Map.of("retry.first.milliseconds", 60_000L));
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    private Thread inThread(Executable task) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.execute();
                                outcome.complete(null);
                            } catch (Throwable e) {
                                outcome.complete(e);
                            }
                        },
                        "berth-test-caller");
        thread.start();
        return thread;
    }

    private Throwable outcome() throws Exception {
        return outcome.get(10, TimeUnit.SECONDS);
    }

    private InputStream open() throws InterruptedException {
        return client.registry.open(
                PluginReference.parse(server.address() + "/a/b"), layer, 0, Optional.empty());
    }

    private void readOn() throws Exception {
        try (InputStream blob = open()) {
            blob.read();
            reached.countDown();
            blob.readAllBytes();
        }
    }

    @Test
    void endsTheReadingOfABlob() throws Exception {
        server.on(Served.blobLine("a/b", layer), half);
        Thread reader = inThread(this::readOn);
        reached.await();

        reader.interrupt();

        assertInstanceOf(InterruptedIOException.class, outcome());
    }

    @Test
    void endsTheReadingOfABlobThatIsAboutToBeAskedForAnew() throws Exception {
        server.on(
                Served.blobLine("a/b", layer),
                (request, out) -> {
                    reached.countDown();
                    ScriptedResponses.brokenOff(200, plugin.bytes(layer), 10).answer(request, out);
                });
        Thread reader = inThread(() -> client.fetch(server.address() + "/a/b", layer));
        reached.await();

        reader.interrupt();

        assertTrue(
                outcome() instanceof InterruptedIOException
                        || outcome() instanceof InterruptedException);
    }

    @Test
    void endsTheWaitForAnAnswer() throws Exception {
        server.on(
                Served.manifestLine("a/b", "1"),
                (request, out) -> {
                    reached.countDown();
                    server.hold(60_000);
                });
        Thread caller = inThread(() -> client.resolve(server.address() + "/a/b:1"));
        reached.await();

        caller.interrupt();

        assertEquals(InterruptedException.class, outcome().getClass());
    }

    @Test
    void endsTheWaitBetweenTwoTries() throws Exception {
        server.on(
                Served.manifestLine("a/b", "1"),
                (request, out) -> {
                    ScriptedResponses.of(503, "").answer(request, out);
                    reached.countDown();
                });
        Thread caller = inThread(() -> client.resolve(server.address() + "/a/b:1"));
        reached.await();

        caller.interrupt();

        assertEquals(InterruptedException.class, outcome().getClass());
    }

    @Test
    void endsAnUpload() throws Exception {
        server.on(
                "POST /v2/a/b/blobs/uploads/",
                (request, out) -> {
                    reached.countDown();
                    server.hold(60_000);
                });
        Thread caller = inThread(() -> client.push(server.address() + "/a/b:1", plugin));
        reached.await();

        caller.interrupt();

        assertEquals(InterruptedException.class, outcome().getClass());
    }

    @Test
    void isNotNeededWhenTheComponentIsStopped() throws Exception {
        server.on(Served.blobLine("a/b", layer), half);
        inThread(this::readOn);
        reached.await();

        client.close();

        IOException error = assertInstanceOf(IOException.class, outcome());
        assertInstanceOf(RegistryException.class, error.getCause());
    }

    @Test
    void isNotNeededForAStoppedComponentToSayNo() {
        client.close();

        RegistryException error =
                assertThrows(
                        RegistryException.class, () -> client.resolve(server.address() + "/a/b:1"));
        assertTrue(error.getMessage().contains("has been stopped"), error.getMessage());
    }

    @Test
    void isNotNeededForThreadsToEndOnceTheComponentIsGone() throws Exception {
        Served.plugin(server, "a/b", "1", plugin);
        client.resolve(server.address() + "/a/b:1");
        client.close();
        client = null;

        // The JDK's own selector thread ends when its client is collected, whenever that is.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("berth-registry-")) {
                thread.join(4_000);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }
}

package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.UnixServer;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One connection is kept for many calls, and no call is made twice that must not be. */
class UnixTransportTest extends PluginConnectionFixture {

    @Test
    void sendsACallAsThePluginProtocolHasIt() throws IOException {
        UnixServer server = server(UnixTransportTest::always);
        change();
        ask();
        String type = "application/vnd.docker.plugins.v1.2+json";
        assertEquals(
                ("POST /VolumeDriver.Create HTTP/1.1\r\nHost: plugin\r\nAccept: %s\r\n"
                                + "Content-Type: %s\r\nContent-Length: 12\r\n\r\n")
                        .formatted(type, type),
                server.requests.get(0).head());
        assertEquals("{\"Name\":\"v\"}", server.requests.get(0).json());
        assertEquals(
                ("POST /VolumeDriver.Get HTTP/1.1\r\nHost: plugin\r\nAccept: %s\r\n"
                                + "Content-Length: 0\r\n\r\n")
                        .formatted(type),
                server.requests.get(1).head());
    }

    @Test
    void isKeptForTheNextCall() throws IOException {
        UnixServer server = server(UnixTransportTest::always);
        for (int i = 0; i < 20; i++) {
            ask();
            change();
        }
        assertEquals(1, server.callers.size());
        assertEquals(40, server.requests.size());
    }

    @Test
    void isKeptForEachOfManyCallersAtOnce() throws Exception {
        int many = 16;
        CyclicBarrier together = new CyclicBarrier(many);
        UnixServer server =
                server(
                        caller -> {
                            while (caller.nextRequest() != null) {
                                await(together);
                                caller.json(200, "{}");
                            }
                        });
        for (int round = 0; round < 3; round++) {
            CompletableFuture<?>[] calls = new CompletableFuture<?>[many];
            for (int i = 0; i < many; i++) {
                calls[i] = CompletableFuture.supplyAsync(this::ask, run -> new Thread(run).start());
            }
            CompletableFuture.allOf(calls).get(20, TimeUnit.SECONDS);
        }
        assertEquals(many, server.callers.size());
    }

    @Test
    void isClosedWhenNobodyUsesItForTheDeadlineOfACall() throws Exception {
        UnixServer server = server(UnixTransportTest::always);
        ask(Duration.ofMillis(200));
        awaitEndOf(server, 0);
        ask();
        assertEquals(2, server.callers.size());
    }

    @Test
    void isKeptAfterAnErrorAndAfterChunks() throws IOException {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.json(500, "no");
                            caller.nextRequest();
                            caller.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                            caller.raw("2\r\n{}\r\n0\r\n\r\n");
                            always(caller);
                        });
        assertThrows(PluginCallException.class, this::ask);
        ask();
        ask();
        assertEquals(1, server.callers.size());
    }

    @Test
    void isNotKeptWhenThePluginSaysSo() throws IOException {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.raw("HTTP/1.1 200 OK\r\nConnection: Close\r\n");
                            caller.raw("Content-Length: 2\r\n\r\n{}");
                            caller.awaitHangUp();
                        });
        ask();
        ask();
        assertEquals(2, server.callers.size());
    }

    @Test
    void isKeptByAnOldServerOnlyIfItSaysSo() throws IOException {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.raw("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n");
                            caller.raw("Content-Length: 2\r\n\r\n{}");
                            caller.nextRequest();
                            caller.raw("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                            caller.awaitHangUp();
                        });
        ask();
        ask();
        ask();
        assertEquals(2, server.callers.size());
    }

    @Test
    void isMadeAnewWhenThePluginHasHungUpMeanwhile() throws Exception {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.json(200, "{}");
                        });
        ask();
        awaitEndOf(server, 0);
        change();
        awaitEndOf(server, 1);
        ask();
        assertEquals(3, server.requests.size());
    }

    @Test
    void isMadeAnewOnceForAQuestionThatItLost() throws IOException {
        UnixServer server = server(UnixTransportTest::answersFirstOnly);
        ask();
        assertEquals("{}", ask());
        assertEquals(3, server.requests.size(), "asked, asked and lost, asked again");
        assertEquals(2, server.callers.size());
    }

    @Test
    void isNotMadeAnewTwice() throws IOException {
        AtomicInteger number = new AtomicInteger();
        UnixServer server =
                server(
                        caller -> {
                            if (number.incrementAndGet() == 1) {
                                answersFirstOnly(caller);
                            } else {
                                caller.nextRequest();
                            }
                        });
        ask();
        assertEquals(Reason.BROKEN, failure().reason());
        assertEquals(3, server.requests.size());
    }

    @Test
    void neverSendsAChangeTwice() throws IOException {
        UnixServer server = server(UnixTransportTest::answersFirstOnly);
        change();
        PluginCallException failure = assertThrows(PluginCallException.class, this::change);
        assertEquals(Reason.BROKEN, failure.reason());
        assertEquals(2, server.requests.size());
    }

    @Test
    void sendsAChangeAgainThatThePluginDidNotReadOnAReusedConnection() throws IOException {
        AtomicInteger number = new AtomicInteger();
        UnixServer server =
                server(
                        caller -> {
                            if (number.incrementAndGet() == 1) {
                                caller.nextRequest();
                                caller.json(200, "{}");
                                caller.awaitUnread();
                            } else {
                                always(caller);
                            }
                        });
        ask();
        assertEquals("{}", change());
        assertEquals(2, server.requests.size(), "asked, and changed once");
        assertEquals(2, server.callers.size());
    }

    @Test
    void sendsAChangeAgainThatItCouldNotWriteOnAReusedConnection() throws IOException {
        AtomicInteger number = new AtomicInteger();
        UnixServer server =
                server(
                        caller -> {
                            if (number.incrementAndGet() == 1) {
                                caller.nextRequest();
                                caller.json(200, "{}");
                                caller.awaitUnread();
                            } else {
                                always(caller);
                            }
                        });
        ask();
        byte[] more = new byte[8 * 1024 * 1024];
        java.util.Arrays.fill(more, (byte) ' ');
        more[0] = '{';
        more[more.length - 1] = '}';
        plugin.call(dev.berth.capability.PluginRequest.change("VolumeDriver.Create", more, SOON));
        assertEquals(more.length, server.requests.get(1).body().length);
    }

    @Test
    void sendsNoChangeAgainThatWasUnreadOnANewConnection() throws IOException {
        UnixServer server = server(UnixServer.Caller::awaitUnread);
        PluginCallException failure = assertThrows(PluginCallException.class, this::change);
        assertEquals(Reason.BROKEN, failure.reason());
        assertTrue(failure.getMessage().contains("before it had read"), failure.getMessage());
        assertEquals(1, server.callers.size());
    }

    @Test
    void doesNotAskAgainOnceAnAnswerHasBegun() throws IOException {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.json(200, "{}");
                            caller.nextRequest();
                            caller.raw("HTTP/1.1 200 OK\r\nContent-Le");
                        });
        ask();
        assertEquals(Reason.BROKEN, failure().reason());
        assertEquals(2, server.requests.size());
    }

    @Test
    void endsAtTheDeadlineWhenThePluginNeverAnswers() throws Exception {
        UnixServer server = server(caller -> silent(caller));
        PluginTimeoutException late =
                assertThrows(PluginTimeoutException.class, () -> ask(Duration.ofMillis(150)));
        assertEquals(Duration.ofMillis(150), late.limit());
        assertEquals("plugin x:1: VolumeDriver.Get: no answer within 0.15 s", late.getMessage());
        assertNotNull(server.hangUps.poll(10, TimeUnit.SECONDS), "the connection was closed");
    }

    @Test
    void endsAtTheDeadlineHoweverSlowlyTheAnswerDrips() throws IOException {
        server(
                caller -> {
                    caller.nextRequest();
                    caller.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                    CountDownLatch gone = new CountDownLatch(1);
                    timer.scheduleAtFixedRate(
                            () -> {
                                try {
                                    caller.raw(" ");
                                } catch (IOException e) {
                                    gone.countDown();
                                    throw new IllegalStateException(e);
                                }
                            },
                            0,
                            5,
                            TimeUnit.MILLISECONDS);
                    gone.await();
                });
        assertThrows(PluginTimeoutException.class, () -> ask(Duration.ofMillis(200)));
    }

    @Test
    void endsAtTheDeadlineThoughInterimAnswersHaveNoEnd() throws IOException {
        server(
                caller -> {
                    caller.nextRequest();
                    while (true) {
                        caller.raw("HTTP/1.1 102 Processing\r\n\r\n");
                    }
                });
        assertThrows(PluginTimeoutException.class, () -> ask(Duration.ofMillis(200)));
    }

    @Test
    void doesNotTakeTheDeadlineTwice() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        UnixServer server =
                server(
                        caller -> {
                            if (caller.nextRequest().method().equals("First")) {
                                caller.json(200, "{}");
                                caller.nextRequest();
                                hold.await();
                            } else {
                                silent(caller);
                            }
                        });
        plugin.call(dev.berth.capability.PluginRequest.ask("First", SOON));
        long begun = System.nanoTime();
        timer.schedule(hold::countDown, 700, TimeUnit.MILLISECONDS);
        assertThrows(PluginTimeoutException.class, () -> ask(Duration.ofSeconds(1)));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(3, server.requests.size(), "it was asked again");
        assertTrue(took.toMillis() < 1500, "it took " + took);
    }

    @Test
    void hasThePluginsOwnLimitWhenTheCallHasNone() throws IOException {
        server(caller -> silent(caller));
        connect(Duration.ofMillis(100));
        assertThrows(PluginTimeoutException.class, () -> ask(Duration.ZERO));
    }

    @Test
    void takesADeadlineThatIsAsGoodAsNone() throws IOException {
        server(UnixTransportTest::always);
        assertEquals("{}", ask(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void isUnreachableWhenNobodyListens() throws IOException {
        connect(SOON);
        PluginCallException failure = failure();
        assertEquals(Reason.UNREACHABLE, failure.reason());
        assertTrue(failure.getMessage().contains("p.sock"), failure.getMessage());
        for (int i = 0; i < 20; i++) {
            assertEquals(Reason.UNREACHABLE, failure().reason(), "no circuit opens");
        }
        UnixServer server = server(UnixTransportTest::always);
        java.nio.file.Files.createLink(folder.resolve("q.sock"), folder.resolve("p.sock"));
        server.close();
        java.nio.file.Files.move(folder.resolve("q.sock"), folder.resolve("p.sock"));
        assertEquals(Reason.UNREACHABLE, failure().reason());
    }

    @Test
    void isUnreachableWhenItsPathIsNoSocketsPath() {
        folder = folder.resolve("x".repeat(120));
        connect(SOON);
        assertEquals(Reason.UNREACHABLE, failure().reason());
    }

    @Test
    void endsWithTheInterruptOfItsCaller() throws Exception {
        UnixServer server = server(caller -> silent(caller));
        Thread caller = Thread.currentThread();
        CompletableFuture.runAsync(
                () -> {
                    try {
                        server.arrivals.take();
                        caller.interrupt();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        PluginCallException failure = failure();
        assertTrue(Thread.interrupted(), "the interrupt is not lost");
        assertEquals(Reason.BROKEN, failure.reason());
        assertTrue(failure.getMessage().endsWith("the caller was interrupted"));
        assertNotNull(server.hangUps.poll(10, TimeUnit.SECONDS), "the connection was closed");
    }

    @Test
    void isNotTriedAgainForACallerThatWasInterrupted() throws Exception {
        UnixServer server = server(UnixTransportTest::always);
        ask();
        Thread.currentThread().interrupt();
        PluginCallException failure = failure();
        assertTrue(Thread.interrupted());
        assertTrue(failure.getMessage().endsWith("the caller was interrupted"));
        assertEquals(1, server.callers.size());
    }

    @Test
    void carriesCallsOfManyThreadsAtOnce() throws Exception {
        UnixServer server = server(UnixTransportTest::echo);
        CompletableFuture<?>[] calls = new CompletableFuture<?>[200];
        for (int i = 0; i < calls.length; i++) {
            String method = "M" + i;
            calls[i] =
                    CompletableFuture.runAsync(
                            () ->
                                    assertEquals(
                                            "{\"m\":\"" + method + "\"}",
                                            text(
                                                    plugin.call(
                                                            dev.berth.capability.PluginRequest.ask(
                                                                    method, SOON)))));
        }
        CompletableFuture.allOf(calls).get(20, TimeUnit.SECONDS);
        assertFalse(server.callers.size() > 200);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private PluginCallException failure() {
        return assertThrows(PluginCallException.class, this::ask);
    }

    private static void awaitEndOf(UnixServer server, int caller) {
        server.callers.get(caller).awaitEnd();
    }

    private static void always(UnixServer.Caller caller) throws IOException {
        while (caller.nextRequest() != null) {
            caller.json(200, "{}");
        }
    }

    private static void echo(UnixServer.Caller caller) throws IOException {
        for (var r = caller.nextRequest(); r != null; r = caller.nextRequest()) {
            caller.json(200, "{\"m\":\"" + r.method() + "\"}");
        }
    }

    private static void silent(UnixServer.Caller caller) throws IOException {
        caller.nextRequest();
        caller.awaitHangUp();
    }

    private static void answersFirstOnly(UnixServer.Caller caller) throws IOException {
        caller.nextRequest();
        caller.json(200, "{}");
        caller.nextRequest();
    }
}

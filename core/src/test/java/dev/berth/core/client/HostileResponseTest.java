package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.UnixServer;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What RFC 9112 does not allow ends in one typed error, and never in another answer. */
class HostileResponseTest extends PluginConnectionFixture {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    static Stream<String> malformed() {
        return Stream.of(
                "garbage\r\n\r\n",
                "\r\n\r\n",
                "{\"Err\":\"\"}\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "HTTP/2 200\r\n\r\n{}",
                "ICY 200 OK\r\n\r\n{}",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 999 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                "\u0015\u0003\u0001\u0000\u0002\u0002\n\r\n",
                OK + "Content-Length : 2\r\n\r\n{}",
                OK + "Content Length: 2\r\n\r\n{}",
                OK + ": 2\r\n\r\n{}",
                OK + "no colon\r\n\r\n{}",
                OK + " folded: first\r\n\r\n{}",
                OK + "X: a\rContent-Length: 9\r\n\r\n{}",
                OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
                OK + "Content-Length: 5 5\r\n\r\n{}   ",
                OK + "Content-Length: +2\r\n\r\n{}",
                OK + "Content-Length: -2\r\n\r\n{}",
                OK + "Content-Length: 0x2\r\n\r\n{}",
                OK + "Content-Length:\r\n\r\n{}",
                OK + "Content-Length: 2,\r\n\r\n{}",
                OK + "Content-Length: 99999999999999999999\r\n\r\n{}",
                OK + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: identity\r\n\r\n{}",
                CHUNKED + "zz\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "\r\n{}\r\n0\r\n\r\n",
                CHUNKED + ";ext\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "-2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2 2\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}...\r\n0\r\n\r\n",
                CHUNKED + "1\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r{}\r\n0\r\n\r\n",
                CHUNKED + "2;" + "x".repeat(10_000) + "\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n0\r\n" + "T: t\r\n".repeat(1000) + "\r\n",
                OK + "X: y\r\n".repeat(1000) + "\r\n{}",
                OK + " x\r\n".repeat(1000) + "\r\n{}",
                OK + "X: " + "y".repeat(100_000) + "\r\n\r\n{}",
                "HTTP/1.1 200 " + "O".repeat(100_000) + "\r\n\r\n{}");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isMalformed(String raw) throws IOException {
        answeringOnce(raw);
        assertEquals(Reason.MALFORMED, failure().reason());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isNotAskedForAgain(String raw) throws IOException {
        UnixServer server = answeringOnce(raw);
        failure();
        assertEquals(1, server.requests.size());
    }

    @Test
    void isBrokenWhenItEndsEarlyAtWhateverByte() throws IOException {
        String fixed = OK + "Content-Length: 11\r\n\r\n{\"Err\": \"\"}";
        String chunked = CHUNKED + "5;x=y\r\n{\"Err\r\n6\r\n\": \"\"}\r\n0\r\nT: t\r\n\r\n";
        for (String whole : new String[] {fixed, chunked}) {
            for (int length = 0; length < whole.length(); length++) {
                answeringOnce(whole.substring(0, length));
                assertEquals(Reason.BROKEN, failure().reason(), whole.substring(0, length));
            }
            answeringOnce(whole);
            assertEquals("{\"Err\": \"\"}", ask());
        }
    }

    @Test
    void mayNotBeLongerThan16MiB() throws IOException {
        String megabyte = "x".repeat(1024 * 1024);
        server(
                caller -> {
                    caller.nextRequest();
                    caller.raw(OK + "\r\n{\"a\":\"");
                    for (int i = 0; i < 1000; i++) {
                        caller.raw(megabyte);
                    }
                });
        PluginCallException failure = failure();
        assertEquals(Reason.MALFORMED, failure.reason());
        assertTrue(failure.getMessage().contains("longer than 16777216"), failure.getMessage());
    }

    @Test
    void isNeverJoinedByWhatStandsBehindIt() throws IOException {
        UnixServer server =
                server(
                        caller -> {
                            while (caller.nextRequest() != null) {
                                // The beginning of another answer follows at once.
                                caller.raw(
                                        OK + "Content-Length: 2\r\n\r\n{}" + OK + "Content-Length");
                            }
                        });
        ask();
        ask();
        assertEquals(2, server.callers.size(), "the connection was used again");
    }

    @Test
    void isNeverJoinedByWhatComesLater() throws Exception {
        CountDownLatch more = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        server(
                caller -> {
                    caller.nextRequest();
                    caller.json(200, "{\"n\": 1}");
                    more.await();
                    caller.raw(OK + "Content-Length: 8\r\n\r\n{\"n\": 9}");
                    sent.countDown();
                    caller.awaitHangUp();
                });
        assertEquals("{\"n\": 1}", ask());
        more.countDown();
        sent.await();
        assertEquals("{\"n\": 1}", ask());
    }

    private PluginCallException failure() {
        return assertThrows(PluginCallException.class, this::ask);
    }
}

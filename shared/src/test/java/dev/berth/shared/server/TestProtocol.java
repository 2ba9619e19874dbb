package dev.berth.shared.server;

import dev.berth.driver.JsonObject;
import dev.berth.shared.protocol.MessageForm;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ReplyBody;
import dev.berth.shared.protocol.ServedPlugin;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A protocol whose methods wait when a test wants them to. */
final class TestProtocol {
    private static final MessageForm<String> TEXT = MessageForm.text("Text");

    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    final CountDownLatch go = new CountDownLatch(1);

    ServedPlugin plugin() {
        return new ServedPlugin(
                List.of(
                        new ServedProtocol("Test", "Err", failures::add)
                                .on(ProtocolMethod.ask("Test.Echo", TEXT, TEXT), text -> text)
                                .on(ProtocolMethod.ask("Test.Wait", TEXT, TEXT), this::await)
                                .on(ProtocolMethod.ask("Test.Odd", TEXT, odd()), text -> text)
                                .onStream("Test.Stream", TEXT, text -> new TestStream())
                                .onStream("Test.LateStream", TEXT, this::lateStream)));
    }

    private static MessageForm<String> odd() {
        return new MessageForm<>(text -> JsonObject.empty().with("Odd", new Object()), json -> "");
    }

    private String await(String text) {
        seen.add(text);
        try {
            if (!go.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody said go");
            }
            return text;
        } catch (InterruptedException e) {
            seen.add("interrupted");
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ReplyBody lateStream(String text) {
        await(text);
        return new TestStream();
    }

    private final class TestStream implements ReplyBody {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write("one".getBytes(StandardCharsets.US_ASCII));
            out.write("two".getBytes(StandardCharsets.US_ASCII));
            try {
                go.await();
            } catch (InterruptedException e) {
                seen.add("stream interrupted");
                return;
            }
            out.write("end".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }

    String nextSeen() throws InterruptedException {
        return seen.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}

package dev.berth.registry.http;

import dev.berth.shared.content.BulkReadStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The body of a response as a stream, filled by the HTTP client. Reading keeps to the time limits
 * and can be interrupted. It never holds more than two deliveries of the HTTP client.
 */
public final class BodyStream extends BulkReadStream
        implements HttpResponse.BodySubscriber<BodyStream> {

    private sealed interface BodyPart {}

    private record Bytes(List<ByteBuffer> buffers) implements BodyPart {}

    private record End(Throwable failure) implements BodyPart {}

    private final BlockingQueue<BodyPart> parts = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private final StallDetector<BodyPart> incoming;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Consumer<BodyStream> ended;
    private volatile boolean received;
    private End end;

    /**
     * @param ended called when nothing more can come, perhaps twice
     */
    BodyStream(TimeLimits limits, Consumer<BodyStream> ended) {
        this.ended = ended;
        incoming = new StallDetector<>(parts, BodyStream::sizeOf, limits);
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        if (subscription.complete(newSubscription)) {
            newSubscription.request(1);
        } else {
            newSubscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        parts.add(new Bytes(item));
    }

    @Override
    public void onError(Throwable throwable) {
        finish(throwable);
    }

    @Override
    public void onComplete() {
        finish(null);
    }

    private void finish(Throwable failure) {
        received = true;
        parts.add(new End(failure));
        ended.accept(this);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (buffers.isEmpty() && end == null) {
            take(incoming.next());
        }
        if (buffers.isEmpty()) {
            return atEnd();
        }
        ByteBuffer buffer = buffers.element();
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        if (!buffer.hasRemaining()) {
            buffers.remove();
        }
        return count;
    }

    private void take(BodyPart part) {
        if (part instanceof Bytes bytes) {
            bytes.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(buffers::add);
            subscription.join().request(1);
        } else {
            end = (End) part;
        }
    }

    private int atEnd() throws IOException {
        if (end.failure() != null) {
            throw new IOException(end.failure().getMessage(), end.failure());
        }
        return -1;
    }

    /** Cancels what has not been read; a thread that is reading gets an exception. */
    @Override
    public void close() {
        boolean subscribed = !subscription.cancel(false);
        if (subscribed && !received) {
            subscription.join().cancel();
        }
        parts.add(new End(new IOException("closed")));
        ended.accept(this);
    }

    private static long sizeOf(BodyPart part) {
        return part instanceof Bytes bytes
                ? bytes.buffers().stream().mapToLong(ByteBuffer::remaining).sum()
                : 0;
    }
}

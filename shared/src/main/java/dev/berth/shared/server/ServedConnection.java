package dev.berth.shared.server;

import dev.berth.driver.JsonObject;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.ProtocolReply;
import dev.berth.shared.protocol.ReplyBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** One connection and its calls, one after another, on the thread that runs it. */
final class ServedConnection implements Runnable {
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final int SKIPPED = 1 << 20;

    private enum Phase {
        IDLE,
        CALL,
        STREAM,
        ENDED
    }

    private final Peer peer;
    private final ConnectionContext context;
    private final RequestReader requests;
    private final ReplyWriter replies;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile long idleSince = System.nanoTime();
    private Thread thread;

    ServedConnection(Peer peer, ConnectionContext context) {
        this.peer = peer;
        this.context = context;
        this.requests = new RequestReader(peer, context.limits().bodyBytes());
        this.replies = new ReplyWriter(peer.out());
    }

    @Override
    public void run() {
        own(Thread.currentThread());
        try {
            boolean more = true;
            while (more && requests.awaitRequest() && phase.compareAndSet(Phase.IDLE, Phase.CALL)) {
                more = serve();
                idleSince = System.nanoTime();
                // First idle, then asked: who ends all connections says so first, and then looks.
                more &=
                        phase.compareAndSet(Phase.CALL, Phase.IDLE)
                                && !context.last().getAsBoolean();
            }
        } catch (IOException e) {
            if (phase.get() == Phase.CALL) {
                context.log().accept("a connection was lost: " + e.getMessage());
            }
        } finally {
            own(null);
            close();
        }
    }

    private boolean serve() throws IOException {
        AtomicReference<ReceivedCall> received = new AtomicReference<>();
        try {
            within(
                    context.limits().request(),
                    "send a request",
                    () -> received.set(requests.read()));
        } catch (HttpException e) {
            refuse(e);
            return false;
        }
        ReceivedCall call = received.get();
        ProtocolReply reply = context.plugin().call(call.method(), call.body());
        if (reply.stream().isPresent()) {
            stream(call, reply.stream().get());
            return false;
        }
        boolean keptAlive = call.keptAlive() && !context.last().getAsBoolean();
        reply(call, reply, keptAlive);
        return keptAlive;
    }

    private void reply(ReceivedCall call, ProtocolReply reply, boolean keptAlive)
            throws IOException {
        int status = reply.status();
        byte[] text;
        try {
            text = reply.text();
        } catch (Throwable t) {
            // A driver has returned what JSON has not.
            ProtocolReply failure = context.plugin().failure(call.method(), t);
            status = failure.status();
            text = failure.text();
        }
        write(status, text, keptAlive);
    }

    private void write(int status, byte[] text, boolean keptAlive) throws IOException {
        within(
                context.limits().write(),
                "read a reply",
                () -> replies.write(status, text, keptAlive));
    }

    /** Answers what is not HTTP, and lets the client read that before the connection ends. */
    private void refuse(HttpException e) throws IOException {
        context.log().accept("a request was refused: " + e.getMessage());
        write(e.status(), JsonCodec.write(JsonObject.empty().with("Err", e.getMessage())), false);
        Future<?> end = context.deadlines().after(LINGER, this::close);
        try {
            peer.out().close();
            requests.skip(SKIPPED);
        } catch (IOException gone) {
            // As well as any other end.
            return;
        } finally {
            end.cancel(false);
        }
    }

    /** Sends a stream; its body is closed whatever happens. */
    private void stream(ReceivedCall call, ReplyBody body) {
        try {
            OutputStream out;
            try (body) {
                out = begin(call);
                body.writeTo(new TimedOutput(out, this::writeInTime));
            }
            if (out instanceof ChunkedOutput chunks) {
                writeInTime(chunks::end);
            }
        } catch (IOException e) {
            // The client has gone, or the server goes.
            return;
        } catch (Throwable t) {
            context.plugin().failure(call.method(), t);
        }
    }

    private OutputStream begin(ReceivedCall call) throws IOException {
        phase.set(Phase.STREAM);
        // First a stream, then asked: who closes says so first, and then ends what is one.
        if (context.closing().getAsBoolean()) {
            Thread.currentThread().interrupt();
        }
        OutputStream out = replies.stream(call.chunks());
        context.watchers().execute(this::endWithClient);
        return out;
    }

    private void writeInTime(TimedStep piece) throws IOException {
        within(context.limits().write(), "read a piece of a stream", piece);
    }

    /** Nobody sends anything while it is sent a stream. */
    private void endWithClient() {
        try {
            while (!requests.isGone()) {
                continue;
            }
        } catch (IOException e) {
            // Gone in another way.
            return;
        } finally {
            abort();
        }
    }

    private void within(Duration limit, String what, TimedStep step) throws IOException {
        Future<?> deadline = context.deadlines().after(limit, () -> expire(limit, what));
        try {
            step.run();
        } finally {
            deadline.cancel(false);
        }
    }

    private void expire(Duration limit, String what) {
        context.log()
                .accept(
                        "a client took more than %d s to %s: its connection is closed"
                                .formatted(limit.toSeconds(), what));
        phase.set(Phase.ENDED);
        close();
    }

    boolean isIdle() {
        return phase.get() == Phase.IDLE;
    }

    /** Returns since when it is idle, by {@link System#nanoTime}. */
    long idleSince() {
        return idleSince;
    }

    /** Closes it if it is idle, and returns whether it was. */
    boolean endIfIdle() {
        boolean idle = phase.compareAndSet(Phase.IDLE, Phase.ENDED);
        if (idle) {
            close();
        }
        return idle;
    }

    /** Ends it when nothing is lost: at once, or after its call. A stream ends now. */
    void end() {
        if (!endIfIdle() && phase.get() == Phase.STREAM) {
            abort();
        }
    }

    /** Ends it now; what runs in it is interrupted. */
    void abort() {
        // First closed: whoever is interrupted sends nothing more.
        close();
        synchronized (this) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    private synchronized void own(Thread owner) {
        thread = owner;
    }

    private void close() {
        try {
            peer.connection().close();
        } catch (IOException e) {
            context.log().accept("a connection could not be closed: " + e.getMessage());
        }
    }
}

package dev.berth.engine.http;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.BodySource;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.route.ErrorResponses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Holds a response back until it is authorized. Of a stream, which has no end that could be waited
 * for, the head decides. A response that is denied ends what it is of as if its client had gone.
 */
final class GuardedReply implements Reply {
    private final Reply reply;
    private final Consumer<ApiResponse> authorization;
    private final Executor executor;
    private final ErrorResponses failures;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final List<Runnable> whenDenied = new CopyOnWriteArrayList<>();

    /**
     * @param authorization throws if a response is not to be sent
     * @param executor where that is run
     */
    GuardedReply(
            Reply reply,
            Consumer<ApiResponse> authorization,
            Executor executor,
            ErrorResponses failures) {
        this.reply = reply;
        this.authorization = authorization;
        this.executor = executor;
        this.failures = failures;
    }

    @Override
    public void send(ApiResponse response) {
        decide(response, () -> reply.send(response));
    }

    @Override
    public Runnable stream(ApiResponse head, BodySource lines) {
        HeldWake wake = new HeldWake();
        decide(head, () -> wake.begin(reply.stream(head, lines)));
        return wake;
    }

    @Override
    public void onGone(Runnable action) {
        whenDenied.add(action);
        reply.onGone(action);
    }

    @Override
    public void after(Duration delay, Runnable action) {
        reply.after(delay, action);
    }

    private void decide(ApiResponse response, Runnable allowed) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> decideNow(response, allowed));
        } catch (RejectedExecutionException e) {
            deny(new BadRequestException(503, "too many requests wait; try again"));
        }
    }

    private void decideNow(ApiResponse response, Runnable allowed) {
        try {
            authorization.accept(response);
        } catch (Throwable e) {
            deny(e);
            return;
        }
        allowed.run();
    }

    private void deny(Throwable reason) {
        for (Runnable action : whenDenied) {
            try {
                action.run();
            } catch (Throwable e) {
                failures.of(e);
            }
        }
        reply.send(failures.of(reason).response());
    }

    /** The wake-up of a stream that has not begun yet. */
    private static final class HeldWake implements Runnable {
        private volatile Runnable begun = () -> {};

        /** Takes over; what came meanwhile is woken up for once more. */
        void begin(Runnable wake) {
            begun = wake;
            wake.run();
        }

        @Override
        public void run() {
            begun.run();
        }
    }
}

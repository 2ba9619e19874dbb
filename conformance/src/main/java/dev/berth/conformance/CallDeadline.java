package dev.berth.conformance;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what blocks on a channel for too long, by closing it. */
final class CallDeadline implements AutoCloseable {
    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer =
            DaemonThreads.timer(DaemonThreads.named("verify-deadlines"));

    CallDeadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * Takes a step, within the limit.
     *
     * @param missing what did not happen if it is not over by then
     */
    <T> T within(Channel channel, String missing, Step<T> step) throws IOException {
        Future<?> deadline =
                timer.schedule(() -> end(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return step.take();
        } catch (IOException e) {
            throw channel.isOpen()
                    ? e
                    : new IOException("%s within %d s".formatted(missing, limit.toSeconds()), e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static void end(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed whatever it returns.
            return;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** What may block. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws IOException;
    }
}

package dev.berth.core.driver.logging;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.shared.protocol.logging.LogEntryCodec;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * The sink of one log. Writers put frames into a queue that holds as much as a FIFO, and one thread
 * moves them to the FIFO of the process that is there: only it opens and writes, so that a frame is
 * never written by half to a process that goes on. Whoever else wants to end a write closes the
 * FIFO.
 */
final class PluginLogSink implements LogSink {
    private static final int STACK = 256 * 1024;
    private static final long END_SECONDS = 10;

    private final LogFifos fifos;
    private final LogInfo info;
    private final Supplier<Duration> limit;
    private final Logger log;
    private final Consumer<PluginLogSink> onEnd;
    private final FrameQueue queue = new FrameQueue();
    private final CountDownLatch end = new CountDownLatch(1);

    private volatile ProcessRun wanted = ProcessRun.NONE;
    private volatile StartedLog started;

    /** Whether frames can be written; of the sink's own thread. */
    private boolean writable = true;

    /**
     * @param limit how long a writer waits
     * @param onEnd told when the sink has ended
     */
    PluginLogSink(
            LogFifos fifos,
            LogInfo info,
            Supplier<Duration> limit,
            Logger log,
            Consumer<PluginLogSink> onEnd) {
        this.fifos = fifos;
        this.info = info;
        this.limit = limit;
        this.log = log;
        this.onEnd = onEnd;
    }

    /** Starts the log in a process, and throws if that does not take it. */
    void start(ProcessRun process) {
        try {
            wanted = process;
            started = fifos.start(process.client().orElseThrow(), info);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a log was started", e);
        }
        DaemonThreads.create("berth-log-" + started.fifo().name(), STACK, () -> run(process))
                .start();
    }

    /** Lets another process have the log, or none until one comes. */
    void switchTo(ProcessRun process) {
        wanted = process;
        queue.wake();
        closeFifo();
    }

    /** Ends the log: the plugin has gone for good. */
    void end() {
        queue.end();
        closeFifo();
    }

    private void closeFifo() {
        StartedLog now = started;
        if (now != null) {
            now.fifo().close();
        }
    }

    @Override
    public void write(LogEntry entry) {
        byte[] frame = LogEntryCodec.frame(Objects.requireNonNull(entry, "entry"));
        try {
            queue.put(frame, limit.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long dropped() {
        return queue.dropped();
    }

    @Override
    public void close() {
        queue.close();
        try {
            if (!end.await(limit.get().toMillis(), TimeUnit.MILLISECONDS)) {
                end();
                end.await(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    private void run(ProcessRun first) {
        ProcessRun current = first;
        try {
            while (queue.awaitWork(current, () -> wanted, writable)) {
                ProcessRun next = wanted;
                if (next == current) {
                    writeNext();
                } else {
                    current = next;
                    restart(next);
                }
            }
            stop();
        } catch (InterruptedException e) {
            log.debug("the log of {} ends: its thread was interrupted", info.containerId());
        } finally {
            queue.end();
            closeFifo();
            onEnd.accept(this);
            end.countDown();
        }
    }

    private void writeNext() {
        try {
            started.fifo().write(queue.head());
            queue.removeHead();
        } catch (IOException e) {
            // The FIFO was closed: the frame is written again to the next one, from its beginning.
            writable = false;
        }
    }

    private void restart(ProcessRun process) throws InterruptedException {
        closeFifo();
        started = null;
        writable = false;
        try {
            if (process.client().isPresent()) {
                started = fifos.start(process.client().get(), info);
                writable = true;
            }
        } catch (RuntimeException e) {
            log.error(
                    "the log of {} waits for the plugin's next start: {}",
                    info.containerId(),
                    e.getMessage());
        }
        if (wanted != process) {
            closeFifo();
        }
    }

    private void stop() {
        StartedLog now = started;
        if (now != null) {
            try {
                now.stop();
            } catch (RuntimeException e) {
                log.warn("a log is not stopped in the plugin: {}", e.getMessage());
            }
        }
    }
}

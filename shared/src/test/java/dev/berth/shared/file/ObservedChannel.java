package dev.berth.shared.file;

import dev.berth.testing.ForwardingChannel;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A channel of a real file that tells when it is forced, and can fail then as no disk does here.
 */
final class ObservedChannel extends ForwardingChannel {
    private final AtomicInteger forces = new AtomicInteger();
    private final CountDownLatch forced = new CountDownLatch(1);
    private volatile IOException failure;
    private volatile Thread thread;

    ObservedChannel(FileChannel file) {
        super(file);
    }

    int forces() {
        return forces.get();
    }

    Thread forcedBy() {
        return thread;
    }

    void failForces(IOException why) {
        failure = why;
    }

    void closeBeforeForces() {
        failure = new ClosedChannelException();
    }

    void awaitForce() throws InterruptedException {
        if (!forced.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it is not forced");
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        thread = Thread.currentThread();
        forces.incrementAndGet();
        try {
            if (failure != null) {
                throw failure;
            }
            super.force(metaData);
        } finally {
            forced.countDown();
        }
    }
}

package dev.berth.dist.containerd;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Restarts a containerd process whenever it ends, until it is told to stop. */
final class ContainerdSupervisor implements Runnable, AutoCloseable {
    private static final int COMMAND_NOT_FOUND = 127;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final ContainerdFolders folders;
    private final ContainerdOutput output;
    private final Consumer<String> troubles;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("berth-containerd", this);
    private volatile ContainerdProcess process;

    private ContainerdSupervisor(
            ContainerdFolders folders, ContainerdOutput output, Consumer<String> troubles) {
        this.folders = folders;
        this.output = output;
        this.troubles = troubles;
    }

    static ContainerdSupervisor start(
            ContainerdFolders folders, ContainerdOutput output, Consumer<String> troubles) {
        ContainerdSupervisor supervisor = new ContainerdSupervisor(folders, output, troubles);
        supervisor.thread.start();
        return supervisor;
    }

    /**
     * Returns the stage that completes when its socket accepts for the first time, or it ends
     * before that.
     */
    CompletableFuture<String> ready() {
        return ready;
    }

    String lastLines() {
        return output.lastLines();
    }

    @Override
    public void run() {
        try {
            long pause = FIRST_PAUSE_MILLIS;
            do {
                long begin = System.nanoTime();
                ended(runOnce());
                boolean lasted = System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(1);
                pause = lasted ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            } while (ready.isDone()
                    && !ready.isCompletedExceptionally()
                    && !stopping.await(pause, TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            ready.completeExceptionally(new ContainerdException("cannot run containerd: " + e, e));
        } catch (InterruptedException e) {
            ready.completeExceptionally(e);
        }
    }

    private int runOnce() throws IOException, InterruptedException {
        process = ContainerdProcess.start(folders);
        if (isStopped()) {
            process.stop();
        }
        return process.follow(this::line);
    }

    /** It logs each step of its start: with each line, its socket is tried. */
    private void line(String line) {
        output.line(line).ifPresent(troubles);
        if (!ready.isDone() && SocketProbe.accepts(folders.socket())) {
            ready.complete(output.name());
        }
    }

    private void ended(int code) {
        if (isStopped()) {
            return;
        }
        if (ready.isDone()) {
            troubles.accept("ended with exit code %d; starting it again".formatted(code));
        } else if (code == COMMAND_NOT_FOUND) {
            fail(
                    "containerd is not installed: install it (on Debian and Ubuntu: apt-get install"
                            + " containerd runc), or name one that runs with --containerd ADDRESS");
        } else {
            fail(
                    "containerd ended with exit code %d; its last lines:\n  %s"
                            .formatted(code, lastLines()));
        }
    }

    private void fail(String message) {
        ready.completeExceptionally(new ContainerdException(message));
    }

    private boolean isStopped() {
        return stopping.getCount() == 0;
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            ContainerdProcess running = process;
            if (running != null) {
                running.stop();
            }
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

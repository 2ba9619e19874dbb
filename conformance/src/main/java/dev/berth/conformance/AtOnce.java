package dev.berth.conformance;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something several times at once. */
final class AtOnce {
    static final int TIMES = 16;

    private AtOnce() {}

    /** Returns what was wrong with the first that failed. */
    static String run(Numbered check) throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(TIMES, DaemonThreads.named("verify-at-once"));
        try {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                int number = i;
                running.add(threads.submit(() -> check.run(number)));
            }
            String problem = "";
            for (Future<String> each : running) {
                problem = ProtocolCalls.first(problem, each.get());
            }
            return problem;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One of several at once. */
    @FunctionalInterface
    interface Numbered {
        String run(int number) throws IOException;
    }
}

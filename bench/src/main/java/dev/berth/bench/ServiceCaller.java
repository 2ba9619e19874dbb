package dev.berth.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Calls a plugin by its service, from some threads at once. */
final class ServiceCaller {
    private static final int FIRST_SIZE = 4096;

    private final Runnable call;

    ServiceCaller(Runnable call) {
        this.call = call;
    }

    CallTimes call(int threads, Duration length) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            List<Future<long[]>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(callers.submit(() -> until(begin + length.toNanos())));
            }
            LongStream calls = LongStream.empty();
            for (Future<long[]> one : all) {
                calls = LongStream.concat(calls, Arrays.stream(one.get()));
            }
            return CallTimes.of(calls.toArray(), System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed: " + e.getCause(), e);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Calls until then, and returns how long each call took. */
    private long[] until(long end) {
        long[] times = new long[FIRST_SIZE];
        int count = 0;
        long now = System.nanoTime();
        while (now - end < 0) {
            call.run();
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(times, count);
    }
}

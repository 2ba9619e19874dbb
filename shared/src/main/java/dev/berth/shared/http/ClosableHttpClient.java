package dev.berth.shared.http;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Java's {@link HttpClient} and its selector's thread, which ends when this is closed. Before Java
 * 21 the client cannot be closed: its thread ends some seconds after the client is garbage, and a
 * JVM that exits before that waits 300 ms for it, as for all that are in a system call. There the
 * client is built in a thread group of its own, which its thread inherits, and is interrupted by.
 */
public final class ClosableHttpClient implements AutoCloseable {
    private static final String NAME = "berth-http-client";

    private final ThreadGroup threads;
    private final HttpClient client;

    private ClosableHttpClient(ThreadGroup threads, HttpClient client) {
        this.threads = threads;
        this.client = client;
    }

    /**
     * Builds a client on a thread of its own.
     *
     * @throws RuntimeException what the builder throws
     */
    @SuppressWarnings("removal")
    public static ClosableHttpClient build(Supplier<HttpClient> builder) {
        ThreadGroup threads = new ThreadGroup(NAME);
        // Until Java 19 a group stays in the one above unless it goes with its last thread.
        threads.setDaemon(true);
        return new ClosableHttpClient(threads, built(builder, threads));
    }

    /** Waits for the client; an interrupt is kept for whoever waits next. */
    private static HttpClient built(Supplier<HttpClient> builder, ThreadGroup threads) {
        try {
            return CompletableFuture.supplyAsync(builder, task -> start(threads, task)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void start(ThreadGroup threads, Runnable task) {
        Thread thread = new Thread(threads, task, NAME);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the client. */
    public HttpClient get() {
        return client;
    }

    /** Ends the client; what is under way may end without a result. */
    @Override
    public void close() {
        if (client instanceof AutoCloseable closeable) {
            close(closeable);
        } else {
            threads.interrupt();
        }
    }

    /** A close that is interrupted gives up what is under way, where it would wait for it. */
    private static void close(AutoCloseable client) {
        boolean interrupted = Thread.interrupted();
        Thread.currentThread().interrupt();
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing an HTTP client throws nothing", e);
        } finally {
            Thread.interrupted();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

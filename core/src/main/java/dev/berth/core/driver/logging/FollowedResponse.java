package dev.berth.core.driver.logging;

import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The response of a log that is followed. A plugin begins it with the first entry, which may come
 * long after the request (Go's HTTP server sends the head with the first bytes of the body): it is
 * waited for on a thread of its own, without a limit, and {@link #close} ends the wait.
 */
final class FollowedResponse extends InputStream {
    private static final int STACK = 256 * 1024;
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final CompletableFuture<InputStream> response = new CompletableFuture<>();
    private final Thread thread;

    private FollowedResponse(DriverClient plugin, PluginRequest request) {
        this.thread =
                DaemonThreads.create(
                        "berth-log-read-" + plugin.plugin(), STACK, () -> ask(plugin, request));
    }

    static InputStream of(DriverClient plugin, PluginRequest request) {
        FollowedResponse followed = new FollowedResponse(plugin, request.withDeadline(FOR_EVER));
        followed.thread.start();
        return followed;
    }

    private void ask(DriverClient plugin, PluginRequest request) {
        try {
            InputStream body = plugin.stream(request);
            if (!response.complete(body)) {
                body.close();
            }
        } catch (IOException | RuntimeException | Error e) {
            response.completeExceptionally(e);
        }
    }

    private InputStream body() throws IOException {
        try {
            return response.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a log was followed");
        }
    }

    @Override
    public int read() throws IOException {
        return body().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return body().read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (response.completeExceptionally(new IOException("it is closed"))) {
            thread.interrupt();
        } else if (!response.isCompletedExceptionally()) {
            body().close();
        }
    }
}

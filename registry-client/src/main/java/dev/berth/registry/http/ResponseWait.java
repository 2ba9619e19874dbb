package dev.berth.registry.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the head of one response, within the time limits; cancels the exchange if it gives up.
 */
final class ResponseWait {
    private final TimeLimits limits;
    private final Optional<BodyReader> upload;
    private final long start = System.nanoTime();

    ResponseWait(TimeLimits limits, Optional<BodyReader> upload) {
        this.limits = limits;
        this.upload = upload;
    }

    HttpResponse<BodyStream> on(CompletableFuture<HttpResponse<BodyStream>> response)
            throws IOException, InterruptedException {
        try {
            return untilLimit(response);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the registry client has been stopped", e);
        } finally {
            if (!response.isDone()) {
                giveUp(response);
            }
        }
    }

    private HttpResponse<BodyStream> untilLimit(
            CompletableFuture<HttpResponse<BodyStream>> response)
            throws ExecutionException, IOException, InterruptedException {
        while (true) {
            try {
                return response.get(left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left() <= 0) {
                    throw new HttpTimeoutException(timeoutMessage());
                }
            }
        }
    }

    private long left() {
        long since = System.nanoTime() - upload.map(BodyReader::lastRead).orElse(start);
        return limit().toNanos() - since;
    }

    private Duration limit() {
        // Connecting comes before the first byte, and has its own limit in the client.
        return upload.map(
                        reader ->
                                reader.complete()
                                        ? limits.commit()
                                        : limits.connect().plus(limits.stall()))
                .orElse(limits.connect().plus(limits.response()));
    }

    private String timeoutMessage() {
        boolean sending = upload.isPresent() && !upload.get().complete();
        return (sending ? "it took no more bytes for %d s" : "it did not answer within %d s")
                .formatted(Math.max(1, limit().toSeconds()));
    }

    private static void giveUp(CompletableFuture<HttpResponse<BodyStream>> response) {
        response.cancel(true);
        // The response may have come at the last moment.
        response.whenComplete(
                (late, failure) -> {
                    if (late != null && late.body() != null) {
                        late.body().close();
                    }
                });
    }
}

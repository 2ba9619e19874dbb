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

/** Waits for the head of one answer; giving up takes the whole exchange back. */
final class ResponseWait {
    private final TimeLimits limits;
    private final Optional<BodyReader> upload;
    private final long start = System.nanoTime();

    ResponseWait(TimeLimits limits, Optional<BodyReader> upload) {
        this.limits = limits;
        this.upload = upload;
    }

    HttpResponse<BodyStream> on(CompletableFuture<HttpResponse<BodyStream>> answer)
            throws IOException, InterruptedException {
        try {
            return untilLimit(answer);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        } catch (CancellationException e) {
            throw new IOException("the registry client has been stopped", e);
        } finally {
            if (!answer.isDone()) {
                giveUp(answer);
            }
        }
    }

    private HttpResponse<BodyStream> untilLimit(CompletableFuture<HttpResponse<BodyStream>> answer)
            throws ExecutionException, IOException, InterruptedException {
        while (true) {
            try {
                return answer.get(left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left() <= 0) {
                    throw new HttpTimeoutException(complaint());
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
                .orElse(limits.connect().plus(limits.answer()));
    }

    private String complaint() {
        boolean sending = upload.isPresent() && !upload.get().complete();
        return (sending ? "it took no more bytes for %d s" : "it did not answer within %d s")
                .formatted(Math.max(1, limit().toSeconds()));
    }

    private static void giveUp(CompletableFuture<HttpResponse<BodyStream>> answer) {
        answer.cancel(true);
        // It may have come at the last moment.
        answer.whenComplete(
                (response, failure) -> {
                    if (response != null && response.body() != null) {
                        response.body().close();
                    }
                });
    }
}

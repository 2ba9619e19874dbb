package dev.berth.registry.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The exchanges under way, each of which ends with an exception when the client is closed. */
final class PendingExchanges {
    private final Set<CompletableFuture<?>> responses = ConcurrentHashMap.newKeySet();
    private final Set<BodyStream> bodies = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CompletableFuture<HttpResponse<BodyStream>> track(
            Supplier<CompletableFuture<HttpResponse<BodyStream>>> sender) throws IOException {
        if (closed) {
            throw new IOException("the registry client has been stopped");
        }
        CompletableFuture<HttpResponse<BodyStream>> response = sender.get();
        responses.add(response);
        response.whenComplete((done, failure) -> responses.remove(response));
        if (closed) {
            response.cancel(true);
        }
        return response;
    }

    BodyStream body(TimeLimits limits) {
        BodyStream body = new BodyStream(limits, bodies::remove);
        bodies.add(body);
        if (closed) {
            body.close();
        }
        return body;
    }

    void close() {
        closed = true;
        responses.forEach(response -> response.cancel(true));
        bodies.forEach(BodyStream::close);
    }
}

package dev.berth.registry.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Remembers what is under way, so that closing the client ends it at once for whoever waits. */
final class PendingExchanges {
    private final Set<CompletableFuture<?>> answers = ConcurrentHashMap.newKeySet();
    private final Set<BodyStream> bodies = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CompletableFuture<HttpResponse<BodyStream>> track(
            Supplier<CompletableFuture<HttpResponse<BodyStream>>> sender) throws IOException {
        if (closed) {
            throw new IOException("the registry client has been stopped");
        }
        CompletableFuture<HttpResponse<BodyStream>> answer = sender.get();
        answers.add(answer);
        answer.whenComplete((response, failure) -> answers.remove(answer));
        if (closed) {
            answer.cancel(true);
        }
        return answer;
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
        answers.forEach(answer -> answer.cancel(true));
        bodies.forEach(BodyStream::close);
    }
}

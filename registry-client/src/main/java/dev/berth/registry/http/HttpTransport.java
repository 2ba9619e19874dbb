package dev.berth.registry.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries one request to one URL and brings the answer's head, within the time limits. */
public final class HttpTransport {
    private final HttpClient client;
    private final TimeLimits limits;
    private final PendingExchanges inFlight;

    HttpTransport(HttpClient client, TimeLimits limits, PendingExchanges inFlight) {
        this.client = client;
        this.limits = limits;
        this.inFlight = inFlight;
    }

    /**
     * Sends a request.
     *
     * @param authorization the header, if there is one
     * @throws SourceFailure if the request's body could not be read
     */
    public RegistryResponse send(URI uri, RegistryRequest request, Optional<String> authorization)
            throws IOException, InterruptedException {
        if (request.body().isEmpty() || request.body().get().size() == 0) {
            HttpRequest head = build(uri, request, authorization, BodyPublishers.noBody());
            return new RegistryResponse(new ResponseWait(limits, Optional.empty()).on(start(head)));
        }
        try (BodyReader reader = new BodyReader(request.body().get())) {
            HttpRequest upload =
                    build(uri, request, authorization, publisher(reader, request.body().get()));
            return send(upload, reader);
        }
    }

    private RegistryResponse send(HttpRequest upload, BodyReader reader)
            throws IOException, InterruptedException {
        try {
            return new RegistryResponse(
                    new ResponseWait(limits, Optional.of(reader)).on(start(upload)));
        } catch (IOException e) {
            if (reader.failure().isPresent()) {
                throw new SourceFailure(reader.failure().get());
            }
            throw e;
        }
    }

    private CompletableFuture<HttpResponse<BodyStream>> start(HttpRequest request)
            throws IOException {
        return inFlight.track(() -> client.sendAsync(request, head -> inFlight.body(limits)));
    }

    private static BodyPublisher publisher(BodyReader reader, RequestBody body) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> reader), body.size());
    }

    private static HttpRequest build(
            URI uri, RegistryRequest request, Optional<String> authorization, BodyPublisher body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).method(request.method(), body);
        builder.setHeader("User-Agent", "berth");
        request.headers().forEach(builder::setHeader);
        authorization.ifPresent(value -> builder.setHeader("Authorization", value));
        return builder.build();
    }
}

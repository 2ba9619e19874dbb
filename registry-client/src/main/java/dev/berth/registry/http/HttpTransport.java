package dev.berth.registry.http;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.registry.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * The last transport: sends a request to its URL over a connection, and returns the response as
 * soon as its head is there. The body follows as it is read. Both keep to the {@link TimeLimits}.
 */
public final class HttpTransport implements Transport {
    private final HttpClientPool connections;

    public HttpTransport(HttpClientPool connections) {
        this.connections = connections;
    }

    @Override
    public RegistryResponse send(RegistryRequest request) throws IOException, InterruptedException {
        if (request.body().isEmpty() || request.body().get().size() == 0) {
            HttpRequest head = build(request, BodyPublishers.noBody());
            return exchange(head, new ResponseWait(connections.limits(), Optional.empty()));
        }
        try (BodyReader reader = new BodyReader(request.body().get())) {
            HttpRequest upload = build(request, publisher(reader, request.body().get()));
            return upload(upload, reader);
        }
    }

    private RegistryResponse upload(HttpRequest upload, BodyReader reader)
            throws IOException, InterruptedException {
        try {
            return exchange(upload, new ResponseWait(connections.limits(), Optional.of(reader)));
        } catch (IOException e) {
            if (reader.failure().isPresent()) {
                throw new RequestBodyException(reader.failure().get());
            }
            throw e;
        }
    }

    private RegistryResponse exchange(HttpRequest request, ResponseWait wait)
            throws IOException, InterruptedException {
        HttpResponse<BodyStream> response = wait.on(connections.start(request));
        // The response of a proxy that refuses a tunnel has no body.
        InputStream body =
                response.body() == null ? InputStream.nullInputStream() : response.body();
        return new RegistryResponse(
                response.statusCode(), response.uri(), response.headers(), body);
    }

    private static BodyPublisher publisher(BodyReader reader, RequestBody body) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> reader), body.size());
    }

    private static HttpRequest build(RegistryRequest request, BodyPublisher body)
            throws ExchangeException {
        requireConnectable(request.target());
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.target()).method(request.method(), body);
        builder.setHeader("User-Agent", "berth");
        request.headers().forEach(builder::setHeader);
        request.authorization().ifPresent(value -> builder.setHeader("Authorization", value));
        return builder.build();
    }

    /** Java's HTTP client connects only to hosts that RFC 2396 allows in a URI. */
    private static void requireConnectable(URI url) throws ExchangeException {
        HostAndPort server = HostAndPort.of(url);
        if (server.port().orElse(0) > HostAndPort.HIGHEST_PORT) {
            throw new ExchangeException(
                    Reason.REFUSED, "there is no port %d".formatted(server.port().getAsInt()));
        }
        if (url.getHost() == null) {
            throw new ExchangeException(
                    Reason.REFUSED,
                    ("Java connects to no host of the name \"%s\", which has more in it than"
                         + " letters, digits and \"-\"; it has to be reached by another name")
                            .formatted(server.host()));
        }
    }
}

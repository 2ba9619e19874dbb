package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import dev.berth.shared.http.ClosableHttpClient;
import dev.berth.spi.LegacyEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLHandshakeException;

/**
 * {@link PluginTransport} over TCP, with TLS or without, by {@link HttpClient}; for legacy plugins
 * only.
 */
final class NetworkTransport implements PluginTransport {
    private final URI address;
    private final ClosableHttpClient http;
    private final ScheduledExecutorService timer;
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @throws IOException if the address has no host that {@link HttpClient} connects to, or the
     *     TLS files cannot be read
     */
    NetworkTransport(LegacyEndpoint endpoint, ScheduledExecutorService timer) throws IOException {
        if (endpoint.address().getHost() == null) {
            throw new IOException(
                    "its address %s has no host that Java's HTTP client connects to"
                            .formatted(endpoint.address()));
        }
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        boolean secure =
                endpoint.tls().isPresent() || endpoint.address().getScheme().equals("https");
        if (endpoint.tls().isPresent()) {
            builder.sslContext(new TlsContext(endpoint.tls().get()).create());
        }
        this.address =
                URI.create(
                        (secure ? "https" : "http")
                                + "://"
                                + endpoint.address().getAuthority()
                                + "/");
        this.http = ClosableHttpClient.build(builder::build);
        this.timer = timer;
    }

    @Override
    public TransportReply send(PluginRequest request) throws IOException {
        long begun = System.nanoTime();
        try {
            return exchange(request, begun);
        } catch (DeadlineException | PluginUnreachableException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (!request.repeatable() || closed) {
                throw e;
            }
        }
        return exchange(request, begun);
    }

    private TransportReply exchange(PluginRequest request, long begun) throws IOException {
        HttpResponse<InputStream> response = send(post(Deadline.rest(request, begun)));
        InputStream body = response.body();
        open.add(body);
        if (closed) {
            end(body);
            throw new AsynchronousCloseException();
        }
        PluginRequest rest = Deadline.rest(request, begun);
        Deadline.Scheduled deadline = Deadline.scheduled(rest.deadline(), timer, () -> end(body));
        return new TransportReply(
                response.statusCode(), -1, new Body(body, deadline), deadline::lift);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> coming =
                http.get().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        pending.add(coming);
        try {
            if (closed) {
                coming.cancel(true);
            }
            return coming.get();
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } catch (CancellationException e) {
            throw new AsynchronousCloseException();
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            pending.remove(coming);
        }
    }

    private IOException translated(Throwable cause) {
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
            String why = cause.getMessage() == null ? "no connection" : cause.getMessage();
            return new PluginUnreachableException(address + ": " + why, cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return new DeadlineException(cause);
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    private HttpRequest post(PluginRequest request) throws IOException {
        if (request.deadline().isNegative() || request.deadline().isZero()) {
            throw new DeadlineException(null);
        }
        HttpRequest.Builder post =
                HttpRequest.newBuilder(address.resolve(request.method()))
                        .header("Accept", MEDIA_TYPE)
                        .timeout(request.deadline())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        return request.body().length == 0
                ? post.build()
                : post.header("Content-Type", MEDIA_TYPE).build();
    }

    private void end(InputStream body) {
        open.remove(body);
        try {
            body.close();
        } catch (IOException e) {
            // The response is given up anyway.
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        pending.forEach(call -> call.cancel(true));
        open.forEach(this::end);
        http.close();
    }

    /** Is no longer one of the open responses once it is closed. */
    private final class Body extends DeadlineBody {
        private final Deadline.Scheduled deadline;

        Body(InputStream body, Deadline.Scheduled deadline) {
            super(body, deadline.deadline());
            this.deadline = deadline;
        }

        @Override
        public void close() {
            deadline.lift();
            end(in);
        }
    }
}

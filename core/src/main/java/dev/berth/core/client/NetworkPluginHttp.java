package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import dev.berth.spi.LegacyEndpoint;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * HTTP to a legacy plugin over TCP, with TLS or without: the JDK's own client, for nothing here is
 * special to plugins.
 */
final class NetworkPluginHttp implements PluginHttp {
    private final URI address;
    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    NetworkPluginHttp(LegacyEndpoint endpoint, ScheduledExecutorService timer) throws IOException {
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
        this.http = builder.build();
        this.timer = timer;
    }

    @Override
    public HttpAnswer send(PluginRequest request) throws IOException {
        if (closed) {
            throw new UnreachableException("the plugin is no longer there", null);
        }
        try {
            HttpResponse<InputStream> answer =
                    http.send(post(request), HttpResponse.BodyHandlers.ofInputStream());
            InputStream body = answer.body();
            open.add(body);
            Deadline deadline = new Deadline(request.deadline(), timer, () -> end(body));
            return new HttpAnswer(answer.statusCode(), new Body(body, deadline), deadline::close);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new UnreachableException(address + ": " + e.getMessage(), e);
        } catch (HttpTimeoutException e) {
            throw new DeadlineException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the caller was interrupted", e);
        }
    }

    private HttpRequest post(PluginRequest request) {
        return HttpRequest.newBuilder(address.resolve(request.method()))
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE)
                .timeout(request.deadline())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .build();
    }

    private void end(InputStream body) {
        open.remove(body);
        try {
            body.close();
        } catch (IOException e) {
            // Nothing is lost with an answer that is given up.
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::end);
    }

    /** A body under its deadline, forgotten once it is closed. */
    private final class Body extends FilterInputStream {
        private final Deadline deadline;

        Body(InputStream body, Deadline deadline) {
            super(body);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw deadline.passed() ? new DeadlineException(e) : e;
            }
        }

        @Override
        public void close() {
            deadline.close();
            end(in);
        }
    }
}

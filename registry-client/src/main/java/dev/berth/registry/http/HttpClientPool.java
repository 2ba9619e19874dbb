package dev.berth.registry.http;

import dev.berth.shared.http.ClosableHttpClient;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * The HTTP/1.1 client and its connections to all registries. One connection carries one exchange at
 * a time: parallel layers are faster so than over a shared one, and one that breaks ends only its
 * own exchange.
 */
public final class HttpClientPool implements AutoCloseable {
    private final PendingExchanges inFlight = new PendingExchanges();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(DaemonThreads.numbered("berth-registry-"));
    private final ClosableHttpClient client;
    private final TimeLimits limits;

    public HttpClientPool(SSLContext tls, ProxySelector proxies, TimeLimits limits) {
        this.limits = limits;
        this.client =
                ClosableHttpClient.build(
                        HttpClient.newBuilder()
                                        .version(HttpClient.Version.HTTP_1_1)
                                        .followRedirects(HttpClient.Redirect.NEVER)
                                        .connectTimeout(limits.connect())
                                        .executor(threads)
                                        .sslContext(tls)
                                        .proxy(proxies)
                                ::build);
    }

    /** Starts an exchange, which ends with an exception when this is closed. */
    CompletableFuture<HttpResponse<BodyStream>> start(HttpRequest request) throws IOException {
        return inFlight.track(() -> client.get().sendAsync(request, head -> inFlight.body(limits)));
    }

    TimeLimits limits() {
        return limits;
    }

    /** Ends every exchange under way, for those who wait for it with an exception. */
    @Override
    public void close() {
        inFlight.close();
        try {
            client.close();
        } finally {
            threads.shutdownNow();
        }
    }
}

package dev.berth.itest;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.HttpServiceRuntimeConstants;
import org.osgi.util.tracker.ServiceTracker;

/** The host's HTTP service with its whiteboard, and a client of it. */
final class HttpHost implements AutoCloseable {
    private final ServiceTracker<HttpServiceRuntime, HttpServiceRuntime> runtimes;
    private final HttpServiceRuntime runtime;

    HttpHost(BundleContext bundle) throws InterruptedException {
        runtimes = new ServiceTracker<>(bundle, HttpServiceRuntime.class, null);
        runtimes.open();
        runtime = runtimes.waitForService(TestTimeout.LIMIT.toMillis());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(root().resolve(path)).timeout(TestTimeout.LIMIT).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Returns its address. */
    URI root() {
        Object endpoints =
                runtimes.getServiceReference()
                        .getProperty(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT);
        return URI.create(endpoints instanceof String[] all ? all[0] : endpoints.toString());
    }

    /** Waits until a servlet is there; the whiteboard tells of each change a moment later. */
    void awaitServlet(String path) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        ServiceTracker<HttpServiceRuntime, HttpServiceRuntime> changes =
                new ServiceTracker<>(
                        runtimes.getServiceReference().getBundle().getBundleContext(),
                        HttpServiceRuntime.class,
                        null) {
                    @Override
                    public void modifiedService(
                            ServiceReference<HttpServiceRuntime> reference,
                            HttpServiceRuntime service) {
                        if (has(path)) {
                            there.countDown();
                        }
                    }
                };
        changes.open();
        try {
            if (!has(path) && !there.await(TestTimeout.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no servlet at " + path);
            }
        } finally {
            changes.close();
        }
    }

    private boolean has(String path) {
        return runtime.calculateRequestInfoDTO(path).servletDTO != null;
    }

    @Override
    public void close() {
        runtimes.close();
    }
}

package dev.berth.itest;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.HttpServiceRuntimeConstants;
import org.osgi.service.servlet.runtime.dto.ServletDTO;
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
        awaitServlet(path, any -> true);
    }

    /** Waits until the servlet of a service is there. */
    void awaitServlet(String path, ServiceReference<?> service) throws InterruptedException {
        long id = (long) service.getProperty(Constants.SERVICE_ID);
        awaitServlet(path, servlet -> servlet.serviceId == id);
    }

    private void awaitServlet(String path, Predicate<ServletDTO> wanted)
            throws InterruptedException {
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
                        if (has(path, wanted)) {
                            there.countDown();
                        }
                    }
                };
        changes.open();
        try {
            if (!has(path, wanted)
                    && !there.await(TestTimeout.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no servlet at " + path);
            }
        } finally {
            changes.close();
        }
    }

    private boolean has(String path, Predicate<ServletDTO> wanted) {
        ServletDTO servlet = runtime.calculateRequestInfoDTO(path).servletDTO;
        return servlet != null && wanted.test(servlet);
    }

    @Override
    public void close() {
        runtimes.close();
    }
}

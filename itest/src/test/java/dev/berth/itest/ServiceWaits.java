package dev.berth.itest;

import dev.berth.testing.TestTimeout;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** Waits for services that come and go, by the framework's own events. */
final class ServiceWaits {
    private final BundleContext bundle;

    ServiceWaits(BundleContext bundle) {
        this.bundle = bundle;
    }

    /** Waits until there is such a service of the plugin, and returns it. */
    <T> T await(Class<T> type, String plugin) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(bundle, filter(type, plugin), null);
        tracker.open();
        try {
            T service = tracker.waitForService(TestTimeout.LIMIT.toMillis());
            if (service == null) {
                throw new AssertionError("no " + type.getSimpleName() + " of " + plugin);
            }
            return service;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            tracker.close();
        }
    }

    /** Returns whether there is such a service of the plugin now. */
    boolean has(Class<?> type, String plugin) {
        try {
            return bundle.getServiceReferences((String) null, filter(type, plugin).toString())
                    != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(plugin, e);
        }
    }

    /** Waits until there is no such service of the plugin. */
    void awaitNone(Class<?> type, String plugin) {
        Departure<?> departure = new Departure<>(bundle, filter(type, plugin));
        departure.open();
        try {
            if (!departure.isEmpty()
                    && !departure.gone.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(
                        type.getSimpleName() + " of " + plugin + " is still there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            departure.close();
        }
    }

    /** Offers a service of the test's own. */
    <T> ServiceRegistration<T> offer(Class<T> type, T service, Map<String, ?> properties) {
        Dictionary<String, Object> all = new Hashtable<>(properties);
        return bundle.registerService(type, service, all);
    }

    private Filter filter(Class<?> type, String plugin) {
        try {
            return bundle.createFilter(
                    "(&(%s=%s)(berth.plugin=%s))"
                            .formatted(Constants.OBJECTCLASS, type.getName(), plugin));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(plugin, e);
        }
    }

    /** Opens a latch when the first of them goes. */
    private static final class Departure<T> extends ServiceTracker<T, T> {
        private final CountDownLatch gone = new CountDownLatch(1);

        Departure(BundleContext bundle, Filter filter) {
            super(bundle, filter, null);
        }

        @Override
        public void removedService(ServiceReference<T> reference, T service) {
            super.removedService(reference, service);
            gone.countDown();
        }
    }
}

package dev.berth.core.publish;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.ServiceRegistration;

/**
 * One service of a client. It can be withdrawn while its registration is still under way; it is
 * then unregistered as soon as that returns.
 */
final class PublishedService {
    private final String name;
    private final PublishedClient client;
    private final Registering registering;
    private final Runnable replaced;
    private final Runnable afterwards;
    private ServiceRegistration<?> registration;
    private Map<String, Object> said = Map.of();
    private boolean underWay;
    private boolean again;
    private boolean withdrawn;

    /** Registers a service with its properties. */
    @FunctionalInterface
    interface Registering {
        ServiceRegistration<?> register(Dictionary<String, ?> properties);
    }

    /**
     * @param replaced called when another process has taken over from the plugin's
     * @param afterwards called after the service has been unregistered
     */
    PublishedService(
            String name,
            PublishedClient client,
            Registering registering,
            Runnable replaced,
            Runnable afterwards) {
        this.name = name;
        this.client = client;
        this.registering = registering;
        this.replaced = replaced;
        this.afterwards = afterwards;
    }

    /**
     * Registers it. One that is registered is that of a plugin whose process was replaced: it sets
     * the properties that have changed since. Both runs other bundles' listeners and components.
     * One call at a time does so: another one meanwhile returns at once, and the first does its
     * work when it is through with its own, also when that fails.
     */
    void register() {
        if (!begin()) {
            return;
        }
        try {
            registerNow();
        } finally {
            if (isToGoOn()) {
                register();
            }
        }
    }

    /** Returns whether no other call registers it. */
    private synchronized boolean begin() {
        again = underWay;
        underWay = true;
        return !again;
    }

    private synchronized boolean isToGoOn() {
        underWay = false;
        return again && !withdrawn;
    }

    private void registerNow() {
        if (isRegistered()) {
            replaced.run();
        }
        Map<String, Object> properties = client.properties();
        ServiceRegistration<?> present = present(properties);
        if (present != null) {
            present.setProperties(new Hashtable<>(properties));
            return;
        }
        if (isRegistered()) {
            return;
        }
        ServiceRegistration<?> registered = registering.register(new Hashtable<>(properties));
        if (!keep(registered, properties)) {
            unregister(registered);
        }
    }

    /**
     * Returns the registration that is to say something else from now on; null if there is none.
     */
    private synchronized ServiceRegistration<?> present(Map<String, Object> properties) {
        if (registration == null || said.equals(properties)) {
            return null;
        }
        said = properties;
        return registration;
    }

    private synchronized boolean isRegistered() {
        return registration != null;
    }

    private synchronized boolean keep(
            ServiceRegistration<?> registered, Map<String, Object> properties) {
        if (!withdrawn) {
            registration = registered;
            said = properties;
        }
        return !withdrawn;
    }

    /** Unregisters it, which runs other bundles' listeners and components. */
    void withdraw() {
        ServiceRegistration<?> registered;
        synchronized (this) {
            withdrawn = true;
            registered = registration;
            registration = null;
        }
        if (registered != null) {
            unregister(registered);
        }
    }

    private void unregister(ServiceRegistration<?> registered) {
        try {
            registered.unregister();
        } catch (IllegalStateException e) {
            // The framework has unregistered it already, as when the bundle stops.
            return;
        } finally {
            afterwards.run();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.berth.core.publish;

import java.util.function.Supplier;
import org.osgi.framework.ServiceRegistration;

/**
 * One service of a publication. It can be withdrawn while its registration is still under way; it
 * is then unregistered as soon as that returns.
 */
final class PublishedService {
    private final String name;
    private final Supplier<ServiceRegistration<?>> register;
    private ServiceRegistration<?> registration;
    private boolean withdrawn;

    PublishedService(String name, Supplier<ServiceRegistration<?>> register) {
        this.name = name;
        this.register = register;
    }

    /**
     * Registers it, which runs other bundles' listeners and components; does nothing if it is
     * registered.
     */
    void register() {
        if (isRegistered()) {
            return;
        }
        ServiceRegistration<?> registered = register.get();
        if (!keep(registered)) {
            unregister(registered);
        }
    }

    private synchronized boolean isRegistered() {
        return registration != null;
    }

    private synchronized boolean keep(ServiceRegistration<?> registered) {
        if (!withdrawn) {
            registration = registered;
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

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // The framework has unregistered it already, as when the bundle stops.
            return;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

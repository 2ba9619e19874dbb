package dev.berth.core.publish;

import java.util.Dictionary;
import java.util.Optional;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The registration of one service, which can be replaced by another one of the same service. No
 * lock is held while the framework is called, which runs other bundles' listeners.
 */
final class FindableService<S> implements ServiceRegistration<S> {
    private final Class<S> type;
    private final S service;
    private final FindableServices services;
    private ServiceRegistration<S> registration;
    private Dictionary<String, ?> properties;
    private boolean replacing;
    private boolean ended;

    FindableService(Class<S> type, S service, FindableServices services) {
        this.type = type;
        this.service = service;
        this.services = services;
    }

    Class<S> type() {
        return type;
    }

    /** Registers it for the first time. */
    void register(Dictionary<String, ?> said) {
        ServiceRegistration<S> made = services.registerNow(type, service, said);
        synchronized (this) {
            registration = made;
            properties = said;
        }
    }

    /**
     * Registers it once more, and then ends its first registration, so that nobody is left without
     * it. Returns whether it did: another thread may do so, or it is ended.
     */
    boolean registerAnew() {
        if (!begin()) {
            return false;
        }
        try {
            Dictionary<String, ?> said = properties();
            ServiceRegistration<S> made = services.registerNow(type, service, said);
            ServiceRegistration<S> over = replace(made);
            if (properties() != said && over != made) {
                made.setProperties(properties());
            }
            over.unregister();
            return true;
        } finally {
            finish();
        }
    }

    private synchronized boolean begin() {
        boolean mine = !replacing && !ended;
        replacing |= mine;
        return mine;
    }

    private synchronized void finish() {
        replacing = false;
    }

    /** Returns the registration that is over: the one before, or this one if it came too late. */
    private synchronized ServiceRegistration<S> replace(ServiceRegistration<S> made) {
        if (ended) {
            return made;
        }
        ServiceRegistration<S> before = registration;
        registration = made;
        return before;
    }

    private synchronized Dictionary<String, ?> properties() {
        return properties;
    }

    private synchronized ServiceRegistration<S> current() {
        return registration;
    }

    /** Returns the framework's reference of it; nothing if it is gone. */
    Optional<ServiceReference<S>> reference() {
        try {
            return Optional.of(getReference());
        } catch (IllegalStateException gone) {
            return Optional.empty();
        }
    }

    @Override
    public ServiceReference<S> getReference() {
        return current().getReference();
    }

    @Override
    public void setProperties(Dictionary<String, ?> said) {
        synchronized (this) {
            properties = said;
        }
        ServiceRegistration<S> present = current();
        try {
            present.setProperties(said);
        } catch (IllegalStateException e) {
            // Who has replaced it meanwhile has seen the properties.
            if (present == current()) {
                throw e;
            }
        }
    }

    @Override
    public void unregister() {
        services.unregister(this);
    }

    /** Ends its registration, and the one that replaces it. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        current().unregister();
    }

    @Override
    public String toString() {
        return "the %s %s".formatted(type.getSimpleName(), service);
    }
}

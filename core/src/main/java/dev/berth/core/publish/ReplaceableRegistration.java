package dev.berth.core.publish;

import java.util.Dictionary;
import java.util.Optional;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The registration of a service, in the place of which another one of the same service can come. No
 * lock is held while the framework is called, which runs other bundles' listeners.
 */
final class ReplaceableRegistration<S> implements ServiceRegistration<S> {
    /** One that is lost so often is not lost by chance. */
    private static final int MOST_REPLACEMENTS = 3;

    private final FindableServices services;
    private final Class<S> type;
    private final S service;
    private ServiceRegistration<S> registration;
    private Dictionary<String, ?> properties;
    private int replacements;
    private boolean ended;

    /** Registers the service. */
    ReplaceableRegistration(
            FindableServices services, Class<S> type, S service, Dictionary<String, ?> properties) {
        this.services = services;
        this.type = type;
        this.service = service;
        this.properties = properties;
        this.registration = services.registerNow(type, service, properties);
    }

    /** Returns the name of the class, by which frameworks find services. */
    String type() {
        return type.getName();
    }

    /**
     * Registers the service once more, and then ends the registration before, so that nobody is
     * left without it; for one thread at a time. Returns whether it did: not when it is ended, and
     * not again and again.
     */
    boolean replace() {
        if (!mayBeReplaced()) {
            return false;
        }
        Dictionary<String, ?> said = properties();
        ServiceRegistration<S> made = services.registerNow(type, service, said);
        ServiceRegistration<S> superseded = put(made);
        try {
            if (superseded != made) {
                bringUpToDate(made, said);
            }
        } finally {
            superseded.unregister();
        }
        return true;
    }

    private synchronized boolean mayBeReplaced() {
        return !ended && replacements++ < MOST_REPLACEMENTS;
    }

    /** Returns the registration that is to end: the one before, or this one if it came too late. */
    private synchronized ServiceRegistration<S> put(ServiceRegistration<S> made) {
        if (ended) {
            return made;
        }
        ServiceRegistration<S> before = registration;
        registration = made;
        return before;
    }

    /** Sets what was set meanwhile, perhaps on the registration before. */
    private void bringUpToDate(ServiceRegistration<S> made, Dictionary<String, ?> said) {
        Dictionary<String, ?> last = said;
        try {
            for (Dictionary<String, ?> now = properties(); now != last; now = properties()) {
                last = now;
                made.setProperties(now);
            }
        } catch (IllegalStateException e) {
            if (!isEnded()) {
                throw e;
            }
        }
    }

    private synchronized boolean isEnded() {
        return ended;
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
    public void setProperties(Dictionary<String, ?> changed) {
        synchronized (this) {
            properties = changed;
        }
        ServiceRegistration<S> present = current();
        try {
            present.setProperties(changed);
        } catch (IllegalStateException e) {
            // What has come in its place has these properties.
            if (present == current()) {
                throw e;
            }
        }
    }

    /** A replacement whose registration is still under way ends when that returns. */
    @Override
    public void unregister() {
        synchronized (this) {
            ended = true;
        }
        services.forget(this);
        current().unregister();
    }
}

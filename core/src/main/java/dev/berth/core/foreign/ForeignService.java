package dev.berth.core.foreign;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A whiteboard service of another bundle. Its object is got by the thread that calls it, because
 * that may run the other bundle's constructors.
 */
public final class ForeignService<S> {
    private final ServiceReference<S> reference;
    private final ServiceLookup services;
    private final String bundle;
    private S object;
    private volatile String type = "service";

    public ForeignService(ServiceReference<S> reference, ServiceLookup services) {
        this.reference = reference;
        this.services = services;
        Bundle owner = reference.getBundle();
        this.bundle = owner == null ? "a bundle that is gone" : "bundle " + owner.getSymbolicName();
    }

    /** Returns the service's object; empty if the service is gone or cannot be made. */
    public Optional<S> get() {
        if (object == null) {
            object = services.get(reference);
            if (object != null) {
                type = object.getClass().getName();
            }
        }
        return Optional.ofNullable(object);
    }

    /** Returns whether the object was got and not released. */
    public boolean isHeld() {
        return object != null;
    }

    /** Releases the object. */
    public void release() {
        object = null;
        services.unget(reference);
    }

    /** Returns the service's ID. */
    public Object id() {
        return reference.getProperty(Constants.SERVICE_ID);
    }

    /** Returns the object's class and the service's bundle; calls nothing foreign. */
    @Override
    public String toString() {
        return "%s [%s] of %s".formatted(type, id(), bundle);
    }
}

package dev.berth.core.foreign;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Gets and releases service objects, as a {@link BundleContext} does. */
public interface ServiceLookup {

    /** Returns the object of a service; null if it is gone. */
    <S> S get(ServiceReference<S> reference);

    /** Releases the object of a service. */
    void unget(ServiceReference<?> reference);

    /** Returns the look-up of a bundle. */
    static ServiceLookup of(BundleContext bundle) {
        return new ServiceLookup() {
            @Override
            public <S> S get(ServiceReference<S> reference) {
                return bundle.getService(reference);
            }

            @Override
            public void unget(ServiceReference<?> reference) {
                bundle.ungetService(reference);
            }
        };
    }
}

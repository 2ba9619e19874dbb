package dev.berth.core.foreign;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Gets and releases service objects, as a {@link BundleContext} does. */
public interface ServiceLookup {

    /** Returns the object of a service; null if it is gone, or the bundle that asks has stopped. */
    <S> S get(ServiceReference<S> reference);

    /** Releases the object of a service. */
    void unget(ServiceReference<?> reference);

    /** Returns the look-up of a bundle. */
    static ServiceLookup of(BundleContext bundle) {
        return new ServiceLookup() {
            @Override
            public <S> S get(ServiceReference<S> reference) {
                try {
                    return bundle.getService(reference);
                } catch (IllegalStateException stopped) {
                    return null;
                }
            }

            @Override
            public void unget(ServiceReference<?> reference) {
                try {
                    bundle.ungetService(reference);
                } catch (IllegalStateException stopped) {
                    // The framework has released what the bundle had.
                    return;
                }
            }
        };
    }
}

package dev.berth.core.foreign;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class ServiceLookupTest {
    /** A stopped bundle's: its methods throw this, by its own documentation. */
    private static BundleContext invalid() {
        return (BundleContext)
                Proxy.newProxyInstance(
                        ServiceLookupTest.class.getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (context, method, arguments) -> {
                            throw new IllegalStateException("Invalid BundleContext.");
                        });
    }

    @Test
    void findsNothingOnceTheBundleHasStopped() {
        assertNull(ServiceLookup.of(invalid()).get(null));
    }

    @Test
    void hasNothingToReleaseOnceTheBundleHasStopped() {
        assertDoesNotThrow(() -> ServiceLookup.of(invalid()).unget(null));
    }
}

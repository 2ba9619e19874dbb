package dev.berth.core.authz;

import dev.berth.capability.CapabilityProperties;
import dev.berth.driver.authz.AuthzDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** All {@link AuthzDriver} services: those of plugins, and those of other bundles. */
final class AuthzServices {
    private final Map<ServiceReference<AuthzDriver>, AuthzDriver> drivers =
            new ConcurrentSkipListMap<>(Collections.reverseOrder());
    private final Bundle own;
    private final Supplier<Duration> limit;

    /**
     * @param own whose drivers are those of plugins, which have limits already
     * @param limit how long another bundle's driver may take
     */
    AuthzServices(Bundle own, Supplier<Duration> limit) {
        this.own = own;
        this.limit = limit;
    }

    void add(ServiceReference<AuthzDriver> reference, AuthzDriver driver) {
        drivers.put(reference, driver);
    }

    void remove(ServiceReference<AuthzDriver> reference) {
        drivers.remove(reference);
    }

    /** Returns all, the highest ranking first. */
    List<AuthzMember> ranked() {
        List<AuthzMember> ranked = new ArrayList<>();
        drivers.forEach(
                (reference, driver) -> {
                    boolean plugins = own.equals(reference.getBundle());
                    AuthzDriver limited = plugins ? driver : new LimitedAuthzDriver(driver, limit);
                    ranked.add(new AuthzMember(name(reference), () -> limited));
                });
        return ranked;
    }

    private static String name(ServiceReference<?> reference) {
        Object plugin = reference.getProperty(CapabilityProperties.PLUGIN);
        return plugin instanceof String name
                ? name
                : "service " + reference.getProperty(Constants.SERVICE_ID);
    }
}

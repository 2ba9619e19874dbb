package dev.berth.core.authz;

import dev.berth.capability.CapabilityProperties;
import dev.berth.driver.authz.AuthzDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** All {@link AuthzDriver} services: those of plugins, and those of other bundles. */
final class AuthzServices {
    private final Map<ServiceReference<AuthzDriver>, AuthzDriver> drivers =
            new ConcurrentSkipListMap<>(Collections.reverseOrder());
    private final Predicate<ServiceReference<AuthzDriver>> ofPlugins;
    private final Supplier<Duration> limit;

    /**
     * @param ofPlugins whether a driver is a plugin's, which has limits already
     * @param limit how long another bundle's driver may take
     */
    AuthzServices(Predicate<ServiceReference<AuthzDriver>> ofPlugins, Supplier<Duration> limit) {
        this.ofPlugins = ofPlugins;
        this.limit = limit;
    }

    void add(ServiceReference<AuthzDriver> reference, AuthzDriver driver) {
        drivers.put(
                reference,
                ofPlugins.test(reference) ? driver : new LimitedAuthzDriver(driver, limit));
    }

    void remove(ServiceReference<AuthzDriver> reference) {
        drivers.remove(reference);
    }

    /** Returns all, the highest ranking first. */
    List<AuthzMember> ranked() {
        List<AuthzMember> ranked = new ArrayList<>();
        drivers.forEach(
                (reference, driver) -> ranked.add(new AuthzMember(name(reference), () -> driver)));
        return ranked;
    }

    private static String name(ServiceReference<?> reference) {
        Object plugin = reference.getProperty(CapabilityProperties.PLUGIN);
        return plugin instanceof String name
                ? name
                : "service " + reference.getProperty(Constants.SERVICE_ID);
    }
}

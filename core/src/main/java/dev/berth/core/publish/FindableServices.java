package dev.berth.core.publish;

import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Registers services, and sees to it that a look-up by class finds each of them.
 *
 * <p>The Felix framework (to 7.0.5) indexes services by class, and drops the set of a class that it
 * has found empty ({@code CapabilitySet.deindexCapability}). A service that is registered just then
 * is in the dropped set: its event is sent, but no look-up by class and no tracker that is opened
 * later finds it. So the services of a class are looked up after each registration, and after each
 * unregistration that may have been in its way.
 */
@Component(service = FindableServices.class)
public final class FindableServices implements ServiceRegistrar {
    /** One that is lost so often in turn is hidden by something else. */
    private static final int ATTEMPTS = 3;

    private final ServiceRegistrar registrar;
    private final Lookup lookup;
    private final Logger log;
    private final Set<FindableService<?>> registered = ConcurrentHashMap.newKeySet();

    /** {@link BundleContext#getAllServiceReferences}. */
    @FunctionalInterface
    interface Lookup {
        ServiceReference<?>[] find(String type, String filter) throws InvalidSyntaxException;
    }

    @Activate
    public FindableServices(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(bundle::registerService, bundle::getAllServiceReferences, log);
    }

    FindableServices(ServiceRegistrar registrar, Lookup lookup, Logger log) {
        this.registrar = registrar;
        this.lookup = lookup;
        this.log = log;
    }

    @Override
    public <S> ServiceRegistration<S> register(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        FindableService<S> made = new FindableService<>(type, service, this);
        made.register(properties);
        registered.add(made);
        restoreLost(type);
        return made;
    }

    <S> ServiceRegistration<S> registerNow(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        return registrar.register(type, service, properties);
    }

    void unregister(FindableService<?> service) {
        registered.remove(service);
        try {
            service.end();
        } finally {
            restoreLost(service.type());
        }
    }

    private void restoreLost(Class<?> type) {
        try {
            List<FindableService<?>> lost = lost(type);
            for (int i = 0; i < ATTEMPTS && !lost.isEmpty(); i++) {
                lost.forEach(this::restore);
                lost = lost(type);
            }
        } catch (IllegalStateException e) {
            log.debug("the bundle has stopped, and its services with it", e);
        }
    }

    private void restore(FindableService<?> service) {
        if (service.registerAnew()) {
            log.info("{} was not found by its class any more, and is registered anew", service);
        }
    }

    /** Returns those that the framework has, but does not find by their class. */
    private List<FindableService<?>> lost(Class<?> type) {
        Map<FindableService<?>, ServiceReference<?>> expected = new HashMap<>();
        for (FindableService<?> each : registered) {
            if (each.type() == type) {
                each.reference().ifPresent(reference -> expected.put(each, reference));
            }
        }
        Set<ServiceReference<?>> found = find(type.getName(), null);
        expected.values().removeIf(found::contains);
        // What a hook hides from this bundle is found in neither way.
        expected.values().removeIf(reference -> find(null, byId(reference)).isEmpty());
        return List.copyOf(expected.keySet());
    }

    private static String byId(ServiceReference<?> reference) {
        return "(%s=%s)"
                .formatted(Constants.SERVICE_ID, reference.getProperty(Constants.SERVICE_ID));
    }

    private Set<ServiceReference<?>> find(String type, String filter) {
        try {
            ServiceReference<?>[] found = lookup.find(type, filter);
            return found == null ? Set.of() : Set.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }
}

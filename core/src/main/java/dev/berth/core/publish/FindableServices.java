package dev.berth.core.publish;

import dev.berth.core.foreign.OnDemandThread;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Registers services, and sees to it that a look-up by class finds each of them.
 *
 * <p>The Felix framework (to 7.0.5) indexes services by class, and drops the set of a class that it
 * has found empty ({@code CapabilitySet.deindexCapability}). A service that another thread
 * registers just then is in the dropped set: its event is sent, but no look-up by class, and no
 * tracker that is opened later, finds it. {@link ServiceEvent#UNREGISTERING} comes after the drop,
 * from whichever bundle. So the services of a class are looked up after each such event, and after
 * a registration during which there was one; what is lost is registered anew, on a thread of its
 * own, where a listener that hangs holds up what is lost later.
 */
@Component(service = FindableServices.class)
public final class FindableServices implements ServiceRegistrar {
    private final ServiceRegistrar registrar;
    private final Lookup lookup;
    private final Logger log;
    private final AllServiceListener listener = this::changed;
    private final Set<ReplaceableRegistration<?>> registrations = ConcurrentHashMap.newKeySet();

    /** How many services of any bundle have gone: first counted, then looked at. */
    private final AtomicLong departures = new AtomicLong();

    /** The names of classes of which a service may be lost. */
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

    private final OnDemandThread thread;

    /** {@link BundleContext#getAllServiceReferences}, without a class. */
    @FunctionalInterface
    interface Lookup {
        ServiceReference<?>[] find(String filter) throws InvalidSyntaxException;
    }

    @Activate
    public FindableServices(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(bundle::registerService, filter -> bundle.getAllServiceReferences(null, filter), log);
        open(bundle);
    }

    FindableServices(ServiceRegistrar registrar, Lookup lookup, Logger log) {
        this.registrar = registrar;
        this.lookup = lookup;
        this.log = log;
        this.thread = new OnDemandThread("berth-services", this::next, log);
    }

    void open(BundleContext bundle) {
        bundle.addServiceListener(listener);
    }

    @Deactivate
    void close(BundleContext bundle) {
        bundle.removeServiceListener(listener);
        doubtful.clear();
        thread.interrupt();
    }

    @Override
    public <S> ServiceRegistration<S> register(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        long before = departures.get();
        ReplaceableRegistration<S> made =
                new ReplaceableRegistration<>(this, type, service, properties);
        registrations.add(made);
        if (departures.get() != before) {
            doubt(made.type());
        }
        return made;
    }

    <S> ServiceRegistration<S> registerNow(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        return registrar.register(type, service, properties);
    }

    void forget(ReplaceableRegistration<?> ended) {
        registrations.remove(ended);
    }

    private void changed(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            departures.incrementAndGet();
            Object types = event.getServiceReference().getProperty(Constants.OBJECTCLASS);
            Set<String> all = new HashSet<>(Arrays.asList((String[]) types));
            registrations.stream()
                    .map(ReplaceableRegistration::type)
                    .filter(all::contains)
                    .distinct()
                    .forEach(this::doubt);
        }
    }

    private void doubt(String type) {
        doubtful.add(type);
        thread.wake();
    }

    private Runnable next() {
        Iterator<String> types = doubtful.iterator();
        if (!types.hasNext()) {
            return null;
        }
        String type = types.next();
        types.remove();
        return () -> restoreLost(type);
    }

    private void restoreLost(String type) {
        try {
            lost(type).forEach(this::restore);
        } catch (IllegalStateException e) {
            log.debug("the bundle has stopped, and its services with it", e);
        }
    }

    private void restore(ReplaceableRegistration<?> registration, ServiceReference<?> lost) {
        Object id = lost.getProperty(Constants.SERVICE_ID);
        try {
            if (registration.replace()) {
                log.info(
                        "service {}, a {}, was not found by its class any more, and is registered"
                                + " anew",
                        id,
                        registration.type());
            }
        } catch (RuntimeException e) {
            log.error(
                    "service {}, a {}, is not found by its class, and cannot be registered anew",
                    id,
                    registration.type(),
                    e);
        }
    }

    /** Returns those that the framework has, but does not find by their class. */
    private Map<ReplaceableRegistration<?>, ServiceReference<?>> lost(String type) {
        Map<ReplaceableRegistration<?>, ServiceReference<?>> lost = new HashMap<>();
        for (ReplaceableRegistration<?> each : registrations) {
            if (each.type().equals(type)) {
                each.reference().ifPresent(reference -> lost.put(each, reference));
            }
        }
        Set<ServiceReference<?>> found = find("(objectClass=%s)".formatted(type));
        lost.values().removeIf(found::contains);
        // What a hook hides from this bundle is found in neither way.
        lost.values().removeIf(reference -> find(byId(reference)).isEmpty());
        return lost;
    }

    private static String byId(ServiceReference<?> reference) {
        return "(service.id=%s)".formatted(reference.getProperty(Constants.SERVICE_ID));
    }

    private Set<ServiceReference<?>> find(String filter) {
        try {
            ServiceReference<?>[] found = lookup.find(filter);
            return found == null ? Set.of() : new HashSet<>(Arrays.asList(found));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }
}

package dev.berth.core.publish;

import dev.berth.core.foreign.ServiceLookup;
import dev.berth.driver.DriverFactory;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The {@link DriverFactory} services of other bundles: for each client of their capabilities a
 * driver is registered, beside those that core makes itself.
 */
@Component(service = DriverRegistry.class)
public final class DriverRegistry {
    private final CapabilityWhiteboard<DriverFactory<?>> whiteboard;

    @Activate
    public DriverRegistry(
            BundleContext bundle,
            @Reference FindableServices services,
            @Reference(service = LoggerFactory.class) Logger log) {
        this(ServiceLookup.of(bundle), services, log);
    }

    public DriverRegistry(ServiceLookup lookup, ServiceRegistrar services, Logger log) {
        whiteboard = new CapabilityWhiteboard<>(() -> new Drivers(services), lookup, log);
    }

    @Deactivate
    void deactivate() {
        whiteboard.close();
    }

    @Reference(
            service = DriverFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedFactory")
    void bindFactory(ServiceReference<DriverFactory<?>> factory) {
        whiteboard.bind(factory);
    }

    void updatedFactory(ServiceReference<DriverFactory<?>> factory) {
        whiteboard.updated(factory);
    }

    void unbindFactory(ServiceReference<DriverFactory<?>> factory) {
        whiteboard.unbind(factory);
    }

    CapabilityWhiteboard<DriverFactory<?>> whiteboard() {
        return whiteboard;
    }

    /** The services of one factory's drivers; used on the factory's thread only. */
    private static final class Drivers implements ClientListener<DriverFactory<?>> {
        private final Map<PublishedClient, PublishedService> made = new HashMap<>();
        private final ServiceRegistrar services;

        Drivers(ServiceRegistrar services) {
            this.services = services;
        }

        @Override
        public String kind() {
            return "driver-factory";
        }

        @Override
        public void added(DriverFactory<?> factory, PublishedClient client) {
            PublishedService service = TypedService.of(factory, client, services);
            made.put(client, service);
            service.register();
        }

        @Override
        public void changed(PublishedClient client) {
            made.get(client).register();
        }

        @Override
        public void removed(DriverFactory<?> factory, PublishedClient client) {
            PublishedService service = made.remove(client);
            if (service != null) {
                service.withdraw();
            }
        }

        @Override
        public void closed() {
            made.values().forEach(PublishedService::withdraw);
            made.clear();
        }
    }
}

package dev.berth.core.publish;

import dev.berth.capability.CapabilityHandler;
import dev.berth.core.foreign.ServiceLookup;
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

/** The {@link CapabilityHandler} services. */
@Component(service = HandlerRegistry.class)
public final class HandlerRegistry {
    private final CapabilityWhiteboard<CapabilityHandler> whiteboard;

    @Activate
    public HandlerRegistry(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(ServiceLookup.of(bundle), log);
    }

    public HandlerRegistry(ServiceLookup services, Logger log) {
        whiteboard = new CapabilityWhiteboard<>(HandlerListener::new, services, log);
    }

    @Deactivate
    void deactivate() {
        whiteboard.close();
    }

    @Reference(
            service = CapabilityHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedHandler")
    void bindHandler(ServiceReference<CapabilityHandler> handler) {
        whiteboard.bind(handler);
    }

    void updatedHandler(ServiceReference<CapabilityHandler> handler) {
        whiteboard.updated(handler);
    }

    void unbindHandler(ServiceReference<CapabilityHandler> handler) {
        whiteboard.unbind(handler);
    }

    CapabilityWhiteboard<CapabilityHandler> whiteboard() {
        return whiteboard;
    }

    private static final class HandlerListener implements ClientListener<CapabilityHandler> {
        @Override
        public String kind() {
            return "handler";
        }

        @Override
        public void added(CapabilityHandler handler, PublishedClient client) {
            handler.added(client.client());
        }

        @Override
        public void removed(CapabilityHandler handler, PublishedClient client) {
            handler.removed(client.client());
        }
    }
}

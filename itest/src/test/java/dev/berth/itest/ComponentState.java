package dev.berth.itest;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** The state of the example's consumer component, by the ServiceComponentRuntime. */
final class ComponentState {
    private static final String BUNDLE = "dev.berth.example.consumer";
    private static final String COMPONENT = "dev.berth.example.consumer.VolumeConsumer";

    private final BundleContext context;

    ComponentState(BundleContext context) {
        this.context = context;
    }

    /** Returns whether the consumer is active; when not, it waits for a volume plugin. */
    boolean consumerIsActive() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        try {
            ServiceComponentRuntime components = context.getService(reference);
            Bundle bundle =
                    Arrays.stream(context.getBundles())
                            .filter(each -> BUNDLE.equals(each.getSymbolicName()))
                            .findFirst()
                            .orElseThrow();
            return components
                    .getComponentConfigurationDTOs(
                            components.getComponentDescriptionDTO(bundle, COMPONENT))
                    .stream()
                    .anyMatch(each -> each.state == ComponentConfigurationDTO.ACTIVE);
        } finally {
            context.ungetService(reference);
        }
    }
}

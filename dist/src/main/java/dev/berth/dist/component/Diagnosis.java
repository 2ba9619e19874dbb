package dev.berth.dist.component;

import static java.util.Comparator.comparing;

import dev.berth.plugin.PluginManager;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Why there is no plugin manager, by the component runtime's own records.
 *
 * @param failures why components of Berth failed to start
 * @param waits which of them wait for what
 */
record Diagnosis(List<String> failures, List<String> waits) {
    private static final String OURS = "dev.berth.";

    static Diagnosis of(ServiceComponentRuntime components) {
        List<String> failures = new ArrayList<>();
        List<String> waits = new ArrayList<>();
        for (ComponentDescriptionDTO component : ours(components)) {
            for (var configuration : components.getComponentConfigurationDTOs(component)) {
                inspect(configuration, failures, waits);
            }
        }
        failures.sort(comparing(Diagnosis::isFailureOfAnother));
        return new Diagnosis(failures, waits);
    }

    /** The plugin manager first: what else fails may fail for want of it. */
    private static List<ComponentDescriptionDTO> ours(ServiceComponentRuntime components) {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.bundle.symbolicName.startsWith(OURS))
                .sorted(comparing(component -> !isManager(component)))
                .toList();
    }

    private static boolean isManager(ComponentDescriptionDTO component) {
        return List.of(component.serviceInterfaces).contains(PluginManager.class.getName());
    }

    /** Returns whether a component failed only because another one did, which it refers to. */
    private static boolean isFailureOfAnother(String failure) {
        return failure.startsWith("Unable to get service for reference");
    }

    private static void inspect(
            ComponentConfigurationDTO configuration, List<String> failures, List<String> waits) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            failures.add(ActivationFailure.messageOf(configuration.failure));
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                waits.add(
                        "%s waits for %s".formatted(configuration.description.name, missing.name));
            }
        }
    }

    /** Says the first failure; without one, what is waited for. */
    @Override
    public String toString() {
        if (!failures.isEmpty()) {
            return failures.get(0);
        }
        return waits.isEmpty()
                ? "no bundle brings a plugin manager; is dev.berth.core among the bundles?"
                : "there is no plugin manager: " + String.join("; ", waits);
    }
}

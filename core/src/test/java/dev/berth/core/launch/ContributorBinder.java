package dev.berth.core.launch;

import dev.berth.capability.CapabilityProperties;
import dev.berth.core.testing.TestReference;
import dev.berth.spi.LaunchContributor;
import java.util.Map;

/** Lets tests of other packages add launch contributors, as the service registry does. */
public final class ContributorBinder {
    private ContributorBinder() {}

    public static TestReference<LaunchContributor> add(
            LaunchContributorRegistry registry, String capability, LaunchContributor contributor) {
        TestReference<LaunchContributor> reference =
                new TestReference<>(
                        () -> contributor, Map.of(CapabilityProperties.CAPABILITY, capability));
        registry.bindContributor(reference);
        return reference;
    }

    public static void remove(
            LaunchContributorRegistry registry, TestReference<LaunchContributor> reference) {
        registry.unbindContributor(reference);
    }
}

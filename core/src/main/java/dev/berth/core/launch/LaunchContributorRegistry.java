package dev.berth.core.launch;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.ServiceLookup;
import dev.berth.core.publish.WantedCapabilities;
import dev.berth.spi.LaunchContributor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** The {@link LaunchContributor} services of other bundles, in the order of their references. */
@Component(service = LaunchContributorRegistry.class)
public final class LaunchContributorRegistry {
    private final Map<ServiceReference<LaunchContributor>, ForeignContributor> contributors =
            new ConcurrentSkipListMap<>();
    private final ServiceLookup services;
    private final Logger log;

    @Activate
    public LaunchContributorRegistry(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(ServiceLookup.of(bundle), log);
    }

    public LaunchContributorRegistry(ServiceLookup services, Logger log) {
        this.services = services;
        this.log = log;
    }

    @Reference(
            service = LaunchContributor.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedContributor")
    void bindContributor(ServiceReference<LaunchContributor> reference) {
        ForeignService<LaunchContributor> service = new ForeignService<>(reference, services);
        contributors.put(reference, new ForeignContributor(service, wanted(reference, service)));
    }

    void updatedContributor(ServiceReference<LaunchContributor> reference) {
        contributors.computeIfPresent(
                reference,
                (key, known) -> new ForeignContributor(known.service, wanted(key, known.service)));
    }

    /** A call under way goes on, and its object is the framework's to release. */
    void unbindContributor(ServiceReference<LaunchContributor> reference) {
        contributors.remove(reference);
    }

    private WantedCapabilities wanted(
            ServiceReference<LaunchContributor> reference, Object contributor) {
        return WantedCapabilities.read(
                reference.getProperty(CapabilityProperties.CAPABILITY),
                problem -> log.warn("launch contributor {} {}", contributor, problem));
    }

    /** Returns those that are for one of these capabilities. */
    List<BoundContributor> of(Collection<Capability> capabilities) {
        return contributors.values().stream()
                .filter(each -> capabilities.stream().anyMatch(each.wanted::include))
                .<BoundContributor>map(each -> each)
                .toList();
    }

    private static final class ForeignContributor implements BoundContributor {
        private final ForeignService<LaunchContributor> service;
        private final WantedCapabilities wanted;

        ForeignContributor(ForeignService<LaunchContributor> service, WantedCapabilities wanted) {
            this.service = service;
            this.wanted = wanted;
        }

        @Override
        public synchronized LaunchContributor get() {
            return service.get().orElseThrow(() -> new IllegalStateException("it is gone"));
        }

        @Override
        public Object identity() {
            return service;
        }

        @Override
        public String toString() {
            return service.toString();
        }
    }
}

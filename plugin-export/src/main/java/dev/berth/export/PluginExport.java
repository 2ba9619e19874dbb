package dev.berth.export;

import dev.berth.capability.CapabilityProperties;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.shared.configuration.ConfigurationForm;
import dev.berth.shared.protocol.authz.AuthzMethods;
import dev.berth.shared.protocol.ipam.IpamMethods;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.metrics.MetricsMethods;
import dev.berth.shared.protocol.network.NetworkMethods;
import dev.berth.shared.protocol.volume.VolumeMethods;
import dev.berth.shared.server.ProtocolServerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** Has the {@link Exporter} offer each driver service with {@link CapabilityProperties#OFFER}. */
@Component(service = PluginExport.class, configurationPid = PluginExport.PID, immediate = true)
@Designate(ocd = ExportConfiguration.class)
public final class PluginExport {
    static final String PID = "dev.berth.export";

    private static final ConfigurationForm<ExportConfiguration> FORM =
            ConfigurationForm.of(ExportConfiguration.class, PID)
                    .require("folder", "group")
                    .atLeast(1, "connections.max.count")
                    .check("folder", "a folder", c -> Path.of(c.folder()));

    private static final String OFFERED = "(" + CapabilityProperties.OFFER + "=*)";
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(2);

    private final Exporter exporter;

    @Activate
    public PluginExport(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log) {
        ExportConfiguration configuration = FORM.read(properties, log::error);
        ProtocolServerLimits limits = limits(configuration);
        Path folder = Path.of(configuration.folder());
        String group = configuration.group();
        exporter =
                new Exporter(
                        (name, offers) ->
                                ExportedPlugin.open(name, offers, folder, group, limits, log),
                        limits.drain().plus(AFTER_DRAIN),
                        log);
    }

    private static ProtocolServerLimits limits(ExportConfiguration configuration) {
        ProtocolServerLimits usual = ProtocolServerLimits.DEFAULT;
        return new ProtocolServerLimits(
                configuration.connections_max_count(),
                usual.bodyBytes(),
                usual.request(),
                usual.write(),
                Duration.ofSeconds(configuration.drain_seconds()));
    }

    @Deactivate
    void deactivate() {
        exporter.close();
    }

    @Reference(
            target = OFFERED,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindVolume")
    void bindVolume(VolumeDriver driver, ServiceReference<VolumeDriver> reference) {
        exporter.offer(
                name(reference),
                new OfferedService(reference, VolumeDriver.class),
                driver,
                VolumeMethods::serve);
    }

    void unbindVolume(ServiceReference<VolumeDriver> reference) {
        exporter.withdraw(new OfferedService(reference, VolumeDriver.class));
    }

    @Reference(
            target = OFFERED,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindNetwork")
    void bindNetwork(NetworkDriver driver, ServiceReference<NetworkDriver> reference) {
        exporter.offer(
                name(reference),
                new OfferedService(reference, NetworkDriver.class),
                driver,
                NetworkMethods::serve);
    }

    void unbindNetwork(ServiceReference<NetworkDriver> reference) {
        exporter.withdraw(new OfferedService(reference, NetworkDriver.class));
    }

    @Reference(
            target = OFFERED,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindIpam")
    void bindIpam(IpamDriver driver, ServiceReference<IpamDriver> reference) {
        exporter.offer(
                name(reference),
                new OfferedService(reference, IpamDriver.class),
                driver,
                IpamMethods::serve);
    }

    void unbindIpam(ServiceReference<IpamDriver> reference) {
        exporter.withdraw(new OfferedService(reference, IpamDriver.class));
    }

    @Reference(
            target = OFFERED,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindAuthz")
    void bindAuthz(AuthzDriver driver, ServiceReference<AuthzDriver> reference) {
        exporter.offer(
                name(reference),
                new OfferedService(reference, AuthzDriver.class),
                driver,
                AuthzMethods::serve);
    }

    void unbindAuthz(ServiceReference<AuthzDriver> reference) {
        exporter.withdraw(new OfferedService(reference, AuthzDriver.class));
    }

    @Reference(
            target = OFFERED,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindLog")
    void bindLog(LogDriver driver, ServiceReference<LogDriver> reference) {
        exporter.offer(
                name(reference),
                new OfferedService(reference, LogDriver.class),
                driver,
                LogMethods::serve);
    }

    void unbindLog(ServiceReference<LogDriver> reference) {
        exporter.withdraw(new OfferedService(reference, LogDriver.class));
    }

    @Reference(
            target = OFFERED,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "bindMetrics")
    void bindMetrics(MetricsCollector driver, ServiceReference<MetricsCollector> reference) {
        exporter.offer(
                name(reference),
                new OfferedService(reference, MetricsCollector.class),
                driver,
                MetricsMethods::serve);
    }

    void unbindMetrics(ServiceReference<MetricsCollector> reference) {
        exporter.withdraw(new OfferedService(reference, MetricsCollector.class));
    }

    private static Object name(ServiceReference<?> reference) {
        return reference.getProperty(CapabilityProperties.OFFER);
    }
}

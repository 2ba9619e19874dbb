package dev.berth.desired;

import dev.berth.shared.configuration.InvalidConfigurationException;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One configuration {@code dev.berth.plugin~NAME}. Only its deletion says that the plugin is no
 * longer wanted: a bundle that stops and a service that goes say nothing of it.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = Wish.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WantedConfiguration.class, factory = true)
public final class ConfiguredPlugin {
    private final String pid;
    private final DesiredState desired;
    private final Logger log;

    @Activate
    public ConfiguredPlugin(
            Map<String, Object> properties,
            @Reference DesiredState desired,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        this.desired = desired;
        this.log = log;
        desired.want(pid, Wish.read(properties, log::error));
    }

    /** What was wanted before holds on when the change cannot be read, which is logged. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            desired.want(pid, Wish.read(properties, log::error));
        } catch (InvalidConfigurationException e) {
            log.warn("{}: what was configured before holds on", pid);
        }
    }

    @Deactivate
    void deactivate(int reason) {
        if (reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
            desired.deleted(pid);
        }
    }
}

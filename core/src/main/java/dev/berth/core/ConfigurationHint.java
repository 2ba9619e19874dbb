package dev.berth.core;

import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Logs that the plugin manager waits for its configuration, which nothing else would say. */
@Component(
        service = {},
        configurationPid = "dev.berth.core")
public final class ConfigurationHint {

    @Activate
    public ConfigurationHint(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log) {
        if (!properties.containsKey(Constants.SERVICE_PID)) {
            log.info(
                    "there is no plugin manager until the PID dev.berth.core has a configuration;"
                            + " an empty one takes the defaults");
        }
    }
}

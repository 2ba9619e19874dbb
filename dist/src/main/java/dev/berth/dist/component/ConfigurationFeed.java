package dev.berth.dist.component;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes the launcher's configurations to Config Admin. It has a lower start level than the bundles
 * that read them, so that these begin with their configuration and not with their defaults.
 */
@Component(service = {})
public final class ConfigurationFeed {

    /**
     * @param offered properties by PID
     */
    @Activate
    public ConfigurationFeed(
            @Reference ConfigurationAdmin admin,
            @Reference(service = Map.class, target = "(berth.launch=configurations)")
                    Map<String, Map<String, Object>> offered)
            throws IOException {
        for (Map.Entry<String, Map<String, Object>> entry : offered.entrySet()) {
            admin.getConfiguration(entry.getKey(), "?").update(new Hashtable<>(entry.getValue()));
        }
    }
}

package dev.berth.dist.inside;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives Config Admin what the launcher offers. It starts at a level below those who read it, so
 * that they begin with their configuration and not with their defaults.
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

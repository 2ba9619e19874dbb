package dev.berth.dist.component;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes the launcher's configurations to Config Admin. It has a lower start level than the bundles
 * that read them, so that these begin with their configuration and not with their defaults.
 * Configurations that are offered anew activate it again.
 */
@Component(service = {})
public final class ConfigurationFeed {

    /**
     * @param offered properties by PID, or by factory PID and name, {@code PID~NAME}; {@code null}
     *     for a configuration that is there no more
     */
    @Activate
    public ConfigurationFeed(
            @Reference ConfigurationAdmin admin,
            @Reference(service = Map.class, target = "(berth.launch=configurations)")
                    Map<String, Map<String, Object>> offered)
            throws IOException {
        for (Map.Entry<String, Map<String, Object>> entry : offered.entrySet()) {
            Configuration configuration = configuration(admin, entry.getKey());
            if (entry.getValue() == null) {
                configuration.delete();
            } else {
                configuration.updateIfDifferent(new Hashtable<>(entry.getValue()));
            }
        }
    }

    private static Configuration configuration(ConfigurationAdmin admin, String pid)
            throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, "?")
                : admin.getFactoryConfiguration(
                        pid.substring(0, tilde), pid.substring(tilde + 1), "?");
    }
}

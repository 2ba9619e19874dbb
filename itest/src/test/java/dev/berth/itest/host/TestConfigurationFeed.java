package dev.berth.itest.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** A bundle activator that writes configurations to Config Admin before the others start. */
public final class TestConfigurationFeed implements BundleActivator {
    static final String RESOURCE = "configurations.properties";

    /** Returns the resource's content: {@code PID/name=value}. */
    static Properties properties(Map<String, Map<String, String>> configurations) {
        Properties all = new Properties();
        configurations.forEach(
                (pid, one) -> one.forEach((name, value) -> all.put(pid + "/" + name, value)));
        return all;
    }

    @Override
    public void start(BundleContext context) throws IOException {
        Properties all = new Properties();
        try (InputStream in = TestConfigurationFeed.class.getResourceAsStream("/" + RESOURCE)) {
            all.load(in);
        }
        Map<String, Dictionary<String, Object>> byPid = new HashMap<>();
        for (String key : all.stringPropertyNames()) {
            int slash = key.indexOf('/');
            byPid.computeIfAbsent(key.substring(0, slash), pid -> new Hashtable<>())
                    .put(key.substring(slash + 1), all.getProperty(key));
        }
        ServiceReference<ConfigurationAdmin> reference =
                context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = context.getService(reference);
        for (Map.Entry<String, Dictionary<String, Object>> entry : byPid.entrySet()) {
            admin.getConfiguration(entry.getKey(), "?").update(entry.getValue());
        }
    }

    @Override
    public void stop(BundleContext context) {}
}

package dev.berth.engine;

import dev.berth.capability.PluginClient;
import dev.berth.driver.authz.AuthzChain;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.spi.PluginDiscovery;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PluginRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;

/**
 * What is missing until plugins can be used: the providers that the manager works with, and the
 * plugins that are wanted and not running yet, among them those that are to authorize requests.
 */
record MissingParts(BundleContext context, PluginManager plugins, AuthzChain authorization)
        implements Supplier<List<String>> {
    /** Services whose coming may change what is missing. */
    private static final List<Class<?>> SIGNALS =
            List.of(
                    PluginRuntime.class,
                    PluginRegistry.class,
                    PluginDiscovery.class,
                    PluginClient.class);

    @Override
    public List<String> get() {
        List<String> missing = new ArrayList<>();
        if (context.getServiceReference(PluginRuntime.class) == null) {
            missing.add("there is no plugin runtime");
        }
        if (context.getServiceReference(PluginRegistry.class) == null) {
            missing.add("there is no plugin registry");
        }
        plugins.list().stream()
                .filter(Plugin::enabled)
                .filter(plugin -> plugin.status().state() == PluginState.ENABLING)
                .map(plugin -> "plugin %s is still starting".formatted(plugin.name().familiar()))
                .forEach(missing::add);
        missing.addAll(authorization.missing());
        return missing;
    }

    /** Adds a listener for the services whose coming may change what is missing. */
    void listen(ServiceListener listener) {
        StringBuilder filter = new StringBuilder("(|");
        SIGNALS.forEach(
                type -> filter.append("(%s=%s)".formatted(Constants.OBJECTCLASS, type.getName())));
        try {
            context.addServiceListener(listener, filter.append(')').toString());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

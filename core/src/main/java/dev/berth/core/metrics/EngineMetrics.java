package dev.berth.core.metrics;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Berth's own metrics. */
@Component(service = MetricsSource.class)
public final class EngineMetrics implements MetricsSource {
    private final PluginManager manager;

    @Activate
    public EngineMetrics(@Reference PluginManager manager) {
        this.manager = manager;
    }

    @Override
    public List<MetricFamily> metrics() {
        List<Plugin> plugins = manager.list();
        return List.of(
                MetricFamily.of("berth_plugins", "Installed plugins.", MetricType.GAUGE)
                        .withSamples(
                                Stream.of(PluginState.values())
                                        .map(state -> ofState(plugins, state))
                                        .toList()),
                MetricFamily.of(
                                "berth_plugin_restarts",
                                "How often a plugin was started again since it was enabled.",
                                MetricType.GAUGE)
                        .withSamples(each(plugins, plugin -> plugin.status().restarts())),
                MetricFamily.of(
                                "berth_plugin_wanted",
                                "Whether a plugin is asked to run.",
                                MetricType.GAUGE)
                        .withSamples(each(plugins, plugin -> plugin.enabled() ? 1 : 0)),
                MetricFamily.of(
                                "berth_plugin_up",
                                "Whether a plugin runs and is reachable.",
                                MetricType.GAUGE)
                        .withSamples(each(plugins, EngineMetrics::up)),
                MetricFamily.of("berth_plugin_leases", "Holders of a plugin.", MetricType.GAUGE)
                        .withSamples(each(plugins, plugin -> plugin.status().holders().size())));
    }

    private static int up(Plugin plugin) {
        return plugin.status().state() == PluginState.ENABLED ? 1 : 0;
    }

    private static MetricSample ofState(List<Plugin> plugins, PluginState state) {
        return MetricSample.of(plugins.stream().filter(p -> p.status().state() == state).count())
                .withLabel("state", state.name().toLowerCase(Locale.ROOT));
    }

    private static List<MetricSample> each(List<Plugin> plugins, Function<Plugin, Number> value) {
        return plugins.stream()
                .map(
                        plugin ->
                                MetricSample.of(value.apply(plugin).doubleValue())
                                        .withLabel("plugin", plugin.name().familiar()))
                .toList();
    }
}

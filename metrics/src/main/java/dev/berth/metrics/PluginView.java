package dev.berth.metrics;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginException;
import dev.berth.shared.text.PrintableText;
import java.util.Date;
import java.util.List;
import java.util.SortedMap;

/**
 * The {@link PluginMXBean} of an installed plugin. It is looked up with each attribute, and throws
 * JDK types only: a JMX client has no others.
 *
 * @param name its familiar name, with tag
 */
record PluginView(PluginManager manager, MetricValues metrics, String name)
        implements PluginMXBean {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getId() {
        return plugin().id();
    }

    @Override
    public boolean isEnabled() {
        return plugin().enabled();
    }

    @Override
    public String getState() {
        return plugin().status().state().name();
    }

    @Override
    public Date getSince() {
        return Date.from(plugin().status().since());
    }

    @Override
    public String getProblem() {
        return plugin().status().problem().map(PrintableText::lines).orElse("");
    }

    @Override
    public int getRestarts() {
        return plugin().status().restarts();
    }

    @Override
    public List<String> getHolders() {
        return plugin().status().holders();
    }

    @Override
    public SortedMap<String, Double> getMetrics() {
        return metrics.ofPlugin(name);
    }

    private Plugin plugin() {
        try {
            return manager.find(name);
        } catch (PluginException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }
}

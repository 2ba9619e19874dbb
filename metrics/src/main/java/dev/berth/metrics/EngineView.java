package dev.berth.metrics;

import dev.berth.plugin.PluginManager;
import java.util.SortedMap;

/** The {@link EngineMXBean} of a plugin manager. */
record EngineView(PluginManager manager, MetricValues metrics) implements EngineMXBean {

    @Override
    public String getId() {
        return manager.engine().id();
    }

    @Override
    public String getRoot() {
        return manager.engine().root().toString();
    }

    @Override
    public boolean isLiveRestore() {
        return manager.engine().liveRestore();
    }

    @Override
    public SortedMap<String, Double> getMetrics() {
        return metrics.ofEngine();
    }
}

package dev.berth.metrics;

import java.util.SortedMap;

/** The engine as JMX shows it, {@code dev.berth:type=Engine}. */
public interface EngineMXBean {

    /** Returns the engine's ID. */
    String getId();

    /** Returns the folder where it keeps what it has. */
    String getRoot();

    /** Returns whether plugins outlive it. */
    boolean isLiveRestore();

    /** Returns the metrics that are of no plugin, by name and labels as in Prometheus' text. */
    SortedMap<String, Double> getMetrics();
}

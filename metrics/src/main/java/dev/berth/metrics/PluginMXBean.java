package dev.berth.metrics;

import java.util.Date;
import java.util.List;
import java.util.SortedMap;

/** A plugin as JMX shows it, {@code dev.berth:type=Plugin,name="NAME:TAG"}. */
public interface PluginMXBean {

    /** Returns its familiar name, with tag. */
    String getName();

    /** Returns its ID. */
    String getId();

    /** Returns whether the user wants it to run. */
    boolean isEnabled();

    /** Returns what it does, as {@code ENABLED}. */
    String getState();

    /** Returns since when. */
    Date getSince();

    /** Returns what is wrong with it; empty if nothing is. */
    String getProblem();

    /** Returns how often it was started again since it was enabled. */
    int getRestarts();

    /** Returns who holds leases of it. */
    List<String> getHolders();

    /**
     * Returns its metrics, by name and labels as in Prometheus' text, without the label {@code
     * plugin} and the buckets of histograms.
     */
    SortedMap<String, Double> getMetrics();
}

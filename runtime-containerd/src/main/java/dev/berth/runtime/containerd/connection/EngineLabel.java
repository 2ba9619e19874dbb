package dev.berth.runtime.containerd.connection;

/**
 * The label by which an engine tells its objects in containerd from those of another engine.
 *
 * @param engine the same for each run of one engine, and for no other engine
 */
public record EngineLabel(String engine) {
    public static final String KEY = "dev.berth.engine";

    /** Returns containerd's filter for the objects that have it. */
    public String filter() {
        return "labels.\"" + KEY + "\"==\"" + engine + "\"";
    }
}

package dev.berth.spi;

import dev.berth.plugin.PluginConfig;
import java.util.Objects;

/** The task of a plugin that is started, as a {@link LaunchContributor} gets it. Immutable. */
public final class LaunchedTask {
    private final String id;
    private final String pluginId;
    private final String name;
    private final PluginConfig config;

    private LaunchedTask(String id, String pluginId, String name, PluginConfig config) {
        this.id = Objects.requireNonNull(id, "id");
        this.pluginId = Objects.requireNonNull(pluginId, "pluginId");
        this.name = Objects.requireNonNull(name, "name");
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Returns a task.
     *
     * @param id the task's, see {@link PluginLaunch#id}
     * @param pluginId the plugin's
     * @param name the plugin's familiar name
     * @param config of the version that is started
     */
    public static LaunchedTask of(String id, String pluginId, String name, PluginConfig config) {
        return new LaunchedTask(id, pluginId, name, config);
    }

    /** Returns the task's ID, see {@link PluginLaunch#id}. */
    public String id() {
        return id;
    }

    /** Returns the plugin's ID; two tasks of one plugin have the same. */
    public String pluginId() {
        return pluginId;
    }

    /** Returns the plugin's familiar name, for messages and logs. */
    public String name() {
        return name;
    }

    /** Returns what the author says of the version that is started. */
    public PluginConfig config() {
        return config;
    }

    /** Returns whether both are the same task of a plugin; its config does not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LaunchedTask that
                && id.equals(that.id)
                && pluginId.equals(that.pluginId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, pluginId);
    }

    @Override
    public String toString() {
        return "LaunchedTask[id=%s, name=%s]".formatted(id, name);
    }
}

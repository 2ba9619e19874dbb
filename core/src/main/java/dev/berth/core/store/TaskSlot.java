package dev.berth.core.store;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of its two task IDs a plugin's process has: a hot upgrade starts the new version under the
 * other one, so that both can run at once.
 */
public enum TaskSlot {
    /** The plugin's ID. */
    FIRST("", 0),
    /** The plugin's ID and {@code -2}. */
    SECOND("-2", 1);

    /** How many digits {@link #shortId} has. */
    public static final int SHORT_ID = 8;

    private final String suffix;
    private final int shortId;

    TaskSlot(String suffix, int shortId) {
        this.suffix = suffix;
        this.shortId = shortId;
    }

    /** Returns the other one. */
    public TaskSlot other() {
        return this == FIRST ? SECOND : FIRST;
    }

    /** Returns the ID of the plugin's task. */
    public String taskId(String plugin) {
        return plugin + suffix;
    }

    /** Returns the IDs of both tasks of a plugin. */
    public static Set<String> taskIds(String plugin) {
        return Arrays.stream(values())
                .map(slot -> slot.taskId(plugin))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the digits of the plugin's ID that name the folder of the task's socket: the first
     * eight, or the eight after them.
     */
    public String shortId(String plugin) {
        return plugin.substring(shortId * SHORT_ID, (shortId + 1) * SHORT_ID);
    }

    /** Returns the names of the folders of a plugin's sockets. */
    public static Stream<String> shortIds(String plugin) {
        return Arrays.stream(values()).map(slot -> slot.shortId(plugin));
    }

    /** Returns which a task's ID is. */
    public static TaskSlot of(String task) {
        return task.endsWith(SECOND.suffix) ? SECOND : FIRST;
    }

    /** Returns the ID of the plugin that a task is of. */
    public static String pluginId(String task) {
        return task.substring(0, task.length() - of(task).suffix.length());
    }
}

package dev.berth.desired.plan;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import dev.berth.shared.confinement.MemorySize;
import dev.berth.shared.word.DurationText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a plugin has a setting as {@link dev.berth.plugin.PluginManager#set} takes it. */
final class SettingComparison {
    private static final String MARK = "@";

    private SettingComparison() {}

    /** Returns whether a setting would change nothing. */
    static boolean holds(String setting, Plugin plugin) {
        int equals = setting.indexOf('=');
        String key = equals < 0 ? setting : setting.substring(0, equals);
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        if (key.startsWith(MARK)) {
            // "@WORD=" asks for the default, whatever that is.
            return value.isEmpty()
                    || word(key.substring(MARK.length()), plugin)
                            .filter(actual -> same(actual, value))
                            .isPresent();
        }
        PluginSettings settings = plugin.settings();
        return settings.env().contains(key + "=" + value)
                || settings.env().contains(without(key, ".value") + "=" + value)
                || isArguments(key, value, plugin)
                || hasMount(without(key, ".source"), value, settings.mounts())
                || hasDevice(without(key, ".path"), value, settings.devices());
    }

    /** Returns whether an enabled plugin takes a setting, too. */
    static boolean isSupervision(String setting, Plugin plugin) {
        return plugin.supervision().keySet().stream()
                .anyMatch(word -> setting.startsWith(MARK + word + "="));
    }

    private static Optional<String> word(String name, Plugin plugin) {
        Map<String, String> words =
                plugin.supervision().containsKey(name)
                        ? plugin.supervision()
                        : plugin.confinement();
        return Optional.ofNullable(words.get(name));
    }

    /** Returns whether two values are one: the manager tells 60s as 1m. */
    private static boolean same(String actual, String wanted) {
        return actual.equals(wanted)
                || same(DurationText.parse(actual), DurationText.parse(wanted))
                || MemorySize.parse(actual).isPresent()
                        && MemorySize.parse(actual).equals(MemorySize.parse(wanted));
    }

    private static <T> boolean same(Optional<T> actual, Optional<T> wanted) {
        return actual.isPresent() && actual.equals(wanted);
    }

    private static boolean isArguments(String key, String value, Plugin plugin) {
        String name = plugin.config().args().name();
        return !name.isEmpty()
                && without(key, ".value").equals(name)
                && plugin.settings().args().equals(List.of(value.split(" ", -1)));
    }

    private static boolean hasMount(String name, String source, List<PluginConfig.Mount> mounts) {
        return mounts.stream()
                .anyMatch(
                        mount ->
                                mount.name().equals(name)
                                        && mount.source().equals(Optional.of(source)));
    }

    private static boolean hasDevice(String name, String path, List<PluginConfig.Device> devices) {
        return devices.stream()
                .anyMatch(
                        device ->
                                device.name().equals(name)
                                        && device.path().equals(Optional.of(path)));
    }

    private static String without(String key, String field) {
        return key.endsWith(field) ? key.substring(0, key.length() - field.length()) : key;
    }
}

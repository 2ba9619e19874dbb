package dev.berth.core.settings;

import dev.berth.core.config.ParsedDevice;
import dev.berth.core.config.ParsedMount;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user has set, stored apart from the config's defaults, so that an upgrade changes defaults
 * and keeps these.
 *
 * @param args null when not set; an empty list is a setting
 */
public record SettingOverrides(
        Map<String, String> env,
        List<String> args,
        Map<String, String> mounts,
        Map<String, String> devices) {

    public static final SettingOverrides NONE =
            new SettingOverrides(Map.of(), null, Map.of(), Map.of());

    public SettingOverrides {
        env = Map.copyOf(env == null ? Map.of() : env);
        args = args == null ? null : List.copyOf(args);
        mounts = Map.copyOf(mounts == null ? Map.of() : mounts);
        devices = Map.copyOf(devices == null ? Map.of() : devices);
    }

    SettingOverrides withEnv(String name, String value) {
        return new SettingOverrides(with(env, name, value), args, mounts, devices);
    }

    SettingOverrides withArgs(List<String> value) {
        return new SettingOverrides(env, value, mounts, devices);
    }

    SettingOverrides withMount(String name, String source) {
        return new SettingOverrides(env, args, with(mounts, name, source), devices);
    }

    SettingOverrides withDevice(String name, String path) {
        return new SettingOverrides(env, args, mounts, with(devices, name, path));
    }

    /**
     * Returns the config's defaults with these on top. Names that the config does not have are
     * ignored, and so are sources and paths that it does not let be set: what was set for another
     * version is no right to this one's mounts and devices.
     */
    public PluginSettings over(PluginConfig config) {
        return new EffectiveSettings(
                environment(config),
                args == null ? config.args().value() : args,
                config.mounts().stream().map(this::mount).toList(),
                config.linux().devices().stream().map(this::device).toList());
    }

    private List<String> environment(PluginConfig config) {
        List<String> lines = new ArrayList<>();
        for (PluginConfig.Env variable : config.env()) {
            Optional.ofNullable(env.get(variable.name()))
                    .or(variable::value)
                    .ifPresent(value -> lines.add(variable.name() + "=" + value));
        }
        return lines;
    }

    private PluginConfig.Mount mount(PluginConfig.Mount mount) {
        String source = mounts.get(mount.name());
        return source == null || !mount.settable().contains(SettingsChange.SOURCE)
                ? mount
                : ParsedMount.of(mount, source);
    }

    private PluginConfig.Device device(PluginConfig.Device device) {
        String path = devices.get(device.name());
        return path == null || !device.settable().contains(SettingsChange.PATH)
                ? device
                : ParsedDevice.of(device, path);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }
}

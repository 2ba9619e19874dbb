package dev.berth.core.settings;

import dev.berth.core.config.ParsedDevice;
import dev.berth.core.config.ParsedMount;
import dev.berth.core.secret.SecretReference;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.Privilege;
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
 * @param secrets where the values of variables are kept that are not in {@code env}
 */
public record SettingOverrides(
        Map<String, String> env,
        List<String> args,
        Map<String, String> mounts,
        Map<String, String> devices,
        Map<String, SecretReference> secrets) {

    public static final SettingOverrides NONE =
            new SettingOverrides(Map.of(), null, Map.of(), Map.of(), Map.of());

    public SettingOverrides {
        env = Map.copyOf(env == null ? Map.of() : env);
        args = args == null ? null : List.copyOf(args);
        mounts = Map.copyOf(mounts == null ? Map.of() : mounts);
        devices = Map.copyOf(devices == null ? Map.of() : devices);
        secrets = Map.copyOf(secrets == null ? Map.of() : secrets);
    }

    SettingOverrides withEnv(String name, String value) {
        return new SettingOverrides(
                with(env, name, value), args, mounts, devices, without(secrets, name));
    }

    SettingOverrides withSecret(String name, SecretReference reference) {
        return new SettingOverrides(
                without(env, name), args, mounts, devices, with(secrets, name, reference));
    }

    SettingOverrides withoutSecret(String name) {
        return new SettingOverrides(env, args, mounts, devices, without(secrets, name));
    }

    /** Returns these with values in place of references. */
    public SettingOverrides withValues(Map<String, String> values) {
        SettingOverrides changed = this;
        for (Map.Entry<String, String> value : values.entrySet()) {
            changed = changed.withEnv(value.getKey(), value.getValue());
        }
        return changed;
    }

    SettingOverrides withArgs(List<String> value) {
        return new SettingOverrides(env, value, mounts, devices, secrets);
    }

    SettingOverrides withMount(String name, String source) {
        return new SettingOverrides(env, args, with(mounts, name, source), devices, secrets);
    }

    SettingOverrides withDevice(String name, String path) {
        return new SettingOverrides(env, args, mounts, with(devices, name, path), secrets);
    }

    /**
     * Returns the config's defaults with these on top; for a variable whose value is kept elsewhere
     * the setting that says where. Names that the config does not have are ignored, and so are
     * sources and paths that it does not let be set: what was set for another version is no right
     * to this one's mounts and devices.
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
            String name = variable.name();
            SecretReference reference = secrets.get(name);
            if (reference != null) {
                lines.add(reference.setting(name));
            } else {
                Optional.ofNullable(env.get(name))
                        .or(variable::value)
                        .ifPresent(value -> lines.add(name + "=" + value));
            }
        }
        return lines;
    }

    /** Returns the references that a config's variables have. */
    public Map<String, SecretReference> secrets(PluginConfig config) {
        Map<String, SecretReference> used = new LinkedHashMap<>();
        for (PluginConfig.Env variable : config.env()) {
            Optional.ofNullable(secrets.get(variable.name()))
                    .ifPresent(reference -> used.put(variable.name(), reference));
        }
        return used;
    }

    /** Returns the references that an earlier state does not have, as a privilege, or none. */
    public List<Privilege> newSecrets(SettingOverrides before) {
        List<String> more =
                secrets.entrySet().stream()
                        .filter(e -> !e.getValue().equals(before.secrets.get(e.getKey())))
                        .map(e -> e.getValue().setting(e.getKey()))
                        .sorted()
                        .toList();
        return more.isEmpty()
                ? List.of()
                : List.of(Privilege.of("secret", "permissions to read secrets of the host", more));
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

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static <V> Map<String, V> without(Map<String, V> map, String key) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        changed.remove(key);
        return changed;
    }

    /** A value may be a password. */
    @Override
    public String toString() {
        return "settings of " + env.keySet() + " and " + secrets.keySet();
    }
}

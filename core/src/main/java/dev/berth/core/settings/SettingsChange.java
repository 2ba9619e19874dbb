package dev.berth.core.settings;

import dev.berth.core.secret.SecretReference;
import dev.berth.core.secret.SecretSource;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.SettingNotSettableException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Applies the arguments of {@code docker plugin set}: all, or none if one is wrong. */
public final class SettingsChange {
    /** The field of a variable that can be set. */
    private static final String VALUE = "value";

    /** The field of a mount that can be set. */
    static final String SOURCE = "source";

    /** The field of a device that can be set. */
    static final String PATH = "path";

    private final PluginConfig config;

    public SettingsChange(PluginConfig config) {
        this.config = config;
    }

    /**
     * Returns the overrides with all settings applied.
     *
     * @throws SettingNotSettableException if one is unknown, not settable, or not well formed
     */
    public SettingOverrides apply(SettingOverrides before, List<String> settings) {
        SettingOverrides changed = before;
        for (String setting : settings) {
            changed = apply(changed, SettingArgument.parse(setting));
        }
        return changed;
    }

    private SettingOverrides apply(SettingOverrides before, SettingArgument setting) {
        return asEnv(before, setting)
                .or(() -> asMount(before, setting))
                .or(() -> asDevice(before, setting))
                .or(() -> asArgs(before, setting))
                .orElseThrow(
                        () ->
                                new SettingNotSettableException(
                                        setting.text(),
                                        "setting \"%s\" not found in the plugin configuration"
                                                .formatted(setting.name())));
    }

    private Optional<SettingOverrides> asEnv(SettingOverrides before, SettingArgument setting) {
        for (PluginConfig.Env env : config.env()) {
            if (setting.names(env.name())) {
                return Optional.of(withEnv(before, env, setting.at(env.name())));
            }
        }
        return Optional.empty();
    }

    /** Sets a variable's value, or by a field that Docker does not have where its value is kept. */
    private static SettingOverrides withEnv(
            SettingOverrides before, PluginConfig.Env env, SettingArgument setting) {
        Optional<SecretSource> source = SecretSource.ofField(setting.field());
        if (source.isEmpty()) {
            setting.requireSettable(VALUE, env.settable());
            return before.withEnv(env.name(), setting.value());
        }
        setting.ofField(VALUE).requireSettable(VALUE, env.settable());
        return setting.value().isEmpty()
                ? before.withoutSecret(env.name())
                : before.withSecret(
                        env.name(), SecretReference.of(env.name(), source.get(), setting.value()));
    }

    private Optional<SettingOverrides> asMount(SettingOverrides before, SettingArgument setting) {
        for (PluginConfig.Mount mount : config.mounts()) {
            if (setting.names(mount.name())) {
                setting.at(mount.name()).requireSettable(SOURCE, mount.settable());
                requirePresent(setting, mount.source(), "mount source");
                return Optional.of(before.withMount(mount.name(), setting.value()));
            }
        }
        return Optional.empty();
    }

    private Optional<SettingOverrides> asDevice(SettingOverrides before, SettingArgument setting) {
        for (PluginConfig.Device device : config.linux().devices()) {
            if (setting.names(device.name())) {
                setting.at(device.name()).requireSettable(PATH, device.settable());
                requirePresent(setting, device.path(), "device path");
                return Optional.of(before.withDevice(device.name(), setting.value()));
            }
        }
        return Optional.empty();
    }

    private Optional<SettingOverrides> asArgs(SettingOverrides before, SettingArgument setting) {
        PluginConfig.Args args = config.args();
        if (args.name().isEmpty() || !setting.names(args.name())) {
            return Optional.empty();
        }
        setting.at(args.name()).requireSettable(VALUE, args.settable());
        return Optional.of(before.withArgs(Arrays.asList(setting.value().split(" ", -1))));
    }

    private static void requirePresent(
            SettingArgument setting, Optional<String> value, String what) {
        if (value.isEmpty()) {
            throw new SettingNotSettableException(setting.text(), "plugin config has no " + what);
        }
    }
}

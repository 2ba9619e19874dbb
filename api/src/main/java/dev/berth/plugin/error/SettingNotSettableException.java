package dev.berth.plugin.error;

import java.util.Objects;

/**
 * A setting that the plugin's author did not allow to be set, or does not know; none was changed.
 */
public final class SettingNotSettableException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String setting;

    public SettingNotSettableException(String setting, String message) {
        super(message);
        this.setting = Objects.requireNonNull(setting, "setting");
    }

    /** Returns the setting, as given. */
    public String setting() {
        return setting;
    }
}

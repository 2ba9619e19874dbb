package dev.berth.core.settings;

import dev.berth.plugin.error.SettingNotSettableException;
import java.util.List;

/**
 * One setting as a user writes it, {@code NAME[.FIELD][=VALUE]}.
 *
 * @param text as it was written
 * @param name the part before the last dot, or all of it
 * @param field the part behind the last dot, or empty
 * @param value what stands behind the first {@code =}, or empty
 */
record SettingArgument(String text, String name, String field, String value) {

    static SettingArgument parse(String text) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        if (key.isEmpty()) {
            throw new SettingNotSettableException(
                    text,
                    "\"%s\" is not settable: invalid format, must be <name>[.<field>][=<value>]"
                            .formatted(text));
        }
        int dot = key.lastIndexOf('.');
        return dot < 0
                ? new SettingArgument(text, key, "", value)
                : new SettingArgument(text, key.substring(0, dot), key.substring(dot + 1), value);
    }

    /** Returns whether this setting is about an item of the config, whose name may have dots. */
    boolean names(String item) {
        return item.equals(name) || item.equals(key());
    }

    /** Returns this setting with its key split after the item's name. */
    SettingArgument at(String item) {
        return item.equals(key()) ? new SettingArgument(text, item, "", value) : this;
    }

    /** Returns this setting with another field. */
    SettingArgument ofField(String changed) {
        return new SettingArgument(text, name, changed, value);
    }

    /**
     * Checks that the config lets users change the field, and that Docker can.
     *
     * @throws SettingNotSettableException if not
     */
    void requireSettable(String onlyField, List<String> settable) {
        if (field.isEmpty() && settable.size() > 1) {
            throw new SettingNotSettableException(
                    text,
                    "\"%s\": multiple fields are settable, one must be specified".formatted(name));
        }
        boolean known = field.isEmpty() || field.equals(onlyField);
        if (!known || !settable.contains(onlyField)) {
            throw new SettingNotSettableException(text, "\"%s\" is not settable".formatted(key()));
        }
    }

    private String key() {
        return field.isEmpty() ? name : name + "." + field;
    }
}

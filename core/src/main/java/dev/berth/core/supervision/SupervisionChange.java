package dev.berth.core.supervision;

import dev.berth.plugin.error.SettingNotSettableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings that begin with {@code @}: {@code @WORD=VALUE} sets how the manager supervises a
 * plugin, and {@code @WORD=} goes back to the default. They are never the plugin's own: a name of a
 * variable in a POSIX environment has letters, digits and underscores only.
 */
public final class SupervisionChange {
    private static final char MARK = '@';

    private SupervisionChange() {}

    /** Returns whether a setting is one of these. */
    public static boolean matches(String setting) {
        return setting.indexOf(MARK) == 0;
    }

    /**
     * Returns what is set with all settings applied; those of the plugin's own are passed over.
     *
     * @throws SettingNotSettableException if one is unknown, or has a wrong value
     */
    public static Map<String, String> apply(Map<String, String> before, List<String> settings) {
        Map<String, String> changed = new LinkedHashMap<>(before);
        settings.stream()
                .filter(SupervisionChange::matches)
                .forEach(setting -> apply(changed, setting));
        return Map.copyOf(changed);
    }

    private static void apply(Map<String, String> changed, String setting) {
        int equals = setting.indexOf('=');
        String key = setting.substring(1, equals < 0 ? setting.length() : equals);
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        SupervisionWord word =
                SupervisionWord.of(key)
                        .orElseThrow(
                                () ->
                                        new SettingNotSettableException(
                                                setting,
                                                "\"@%s\" is not known: it must be one of %s"
                                                        .formatted(key, known())));
        if (value.isEmpty()) {
            changed.remove(key);
        } else if (word.accepts(value)) {
            changed.put(key, value);
        } else {
            throw new SettingNotSettableException(
                    setting, "\"@%s\" must be %s".formatted(key, word.form()));
        }
    }

    private static String known() {
        return Stream.of(SupervisionWord.values())
                .map(word -> MARK + word.key())
                .collect(Collectors.joining(", "));
    }
}

package dev.berth.core.word;

import dev.berth.plugin.error.SettingNotSettableException;
import dev.berth.shared.word.ManagerWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings that begin with {@code @}: {@code @WORD=VALUE} sets how the manager treats a plugin,
 * and {@code @WORD=} goes back to the default. They are never the plugin's own: a name of a
 * variable in a POSIX environment has letters, digits and underscores only.
 */
public final class WordChange {
    private static final char MARK = '@';

    private final List<ManagerWord> known;

    public WordChange(List<ManagerWord> known) {
        this.known = List.copyOf(known);
    }

    /** Returns whether a setting is one of these. */
    public static boolean matches(String setting) {
        return setting.indexOf(MARK) == 0;
    }

    /**
     * Returns what is set with all settings applied; those of the plugin's own are passed over.
     *
     * @throws SettingNotSettableException if one is unknown, or has a wrong value
     */
    public Map<String, String> apply(Map<String, String> before, List<String> settings) {
        Map<String, String> changed = new LinkedHashMap<>(before);
        settings.stream().filter(WordChange::matches).forEach(setting -> apply(changed, setting));
        return Map.copyOf(changed);
    }

    /** Returns the word that a setting is about; empty if it is unknown, or the plugin's own. */
    public Optional<ManagerWord> word(String setting) {
        return known.stream()
                .filter(word -> matches(setting) && word.key().equals(key(setting)))
                .findFirst();
    }

    private void apply(Map<String, String> changed, String setting) {
        int equals = setting.indexOf('=');
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        ManagerWord word =
                word(setting)
                        .orElseThrow(
                                () ->
                                        new SettingNotSettableException(
                                                setting,
                                                "\"@%s\" is not known: it must be one of %s"
                                                        .formatted(key(setting), names())));
        if (value.isEmpty()) {
            changed.remove(word.key());
        } else if (word.form().accepts(value)) {
            changed.put(word.key(), value);
        } else {
            throw new SettingNotSettableException(
                    setting, "\"@%s\" must be %s".formatted(word.key(), word.form().text()));
        }
    }

    private static String key(String setting) {
        int equals = setting.indexOf('=');
        return setting.substring(1, equals < 0 ? setting.length() : equals);
    }

    private String names() {
        return known.stream().map(word -> MARK + word.key()).collect(Collectors.joining(", "));
    }
}

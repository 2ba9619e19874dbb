package dev.berth.core.lifecycle;

import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.settings.SettingOverrides;
import dev.berth.core.settings.SettingsChange;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.core.word.WordChange;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.error.PluginEnabledException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes the settings and the confinement of a disabled plugin, and the supervision of any; runs
 * on its queue. What a process is started with is not changed under it.
 */
public final class Configurer {
    private static final WordChange WORDS =
            new WordChange(
                    Stream.of(SupervisionPolicy.WORDS, ConfinementPolicy.WORDS)
                            .flatMap(List::stream)
                            .toList());

    private final PluginStore store;
    private final EventDispatcher events;

    public Configurer(PluginStore store, EventDispatcher events) {
        this.store = store;
        this.events = events;
    }

    public Plugin set(ManagedPlugin plugin, List<String> settings) {
        PluginDocument document = plugin.document();
        Map<String, String> words = WORDS.apply(document.supervision(), settings);
        if (document.wanted() && !isSupervision(settings)) {
            throw new PluginEnabledException(plugin.name());
        }
        List<String> own = settings.stream().filter(s -> !WordChange.matches(s)).toList();
        SettingOverrides changed =
                new SettingsChange(plugin.stored().config()).apply(document.settings(), own);
        PluginDocument after = document.withSettings(changed).withSupervision(words);
        store.save(after);
        plugin.setStored(after);
        events.send(PluginEvent.Kind.SET, plugin.id(), plugin.name(), Map.of());
        return plugin.snapshot();
    }

    private static boolean isSupervision(List<String> settings) {
        return !settings.isEmpty()
                && settings.stream()
                        .allMatch(
                                setting ->
                                        WORDS.word(setting)
                                                .filter(SupervisionPolicy.WORDS::contains)
                                                .isPresent());
    }
}

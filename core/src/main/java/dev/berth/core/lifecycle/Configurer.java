package dev.berth.core.lifecycle;

import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.confinement.LiftedMeasures;
import dev.berth.core.consent.ConsentCheck;
import dev.berth.core.consent.NewPrivileges;
import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.settings.SettingOverrides;
import dev.berth.core.settings.SettingsChange;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.core.word.WordChange;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PluginEnabledException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * @param granted what new rights may be given; empty for whatever the settings give
     */
    public Plugin set(
            ManagedPlugin plugin, List<String> settings, Optional<List<Privilege>> granted) {
        PluginDocument document = plugin.document();
        Map<String, String> words = WORDS.apply(document.supervision(), settings);
        if (document.wanted() && !isSupervision(settings)) {
            throw new PluginEnabledException(plugin.name());
        }
        SettingOverrides changed = changed(plugin, settings);
        granted.ifPresent(
                rights ->
                        ConsentCheck.require(
                                plugin.snapshot().name(),
                                newRights(plugin, changed, words),
                                rights));
        PluginDocument after = document.withSettings(changed).withSupervision(words);
        store.save(after);
        plugin.setStored(after);
        events.send(PluginEvent.Kind.SET, plugin.id(), plugin.name(), Map.of());
        return plugin.snapshot();
    }

    /** Returns what settings would give a plugin more than it has. */
    public List<Privilege> newRights(ManagedPlugin plugin, List<String> settings) {
        Map<String, String> words = WORDS.apply(plugin.document().supervision(), settings);
        return newRights(plugin, changed(plugin, settings), words);
    }

    private static List<Privilege> newRights(
            ManagedPlugin plugin, SettingOverrides changed, Map<String, String> words) {
        PluginConfig config = plugin.stored().config();
        List<Privilege> rights =
                NewPrivileges.of(
                        RequiredPrivileges.of(config, changed.over(config)), plugin.privileges());
        List<Privilege> lifted =
                LiftedMeasures.of(
                        plugin.confinement(Map.of()),
                        plugin.confinement(plugin.document().supervision()),
                        plugin.confinement(words));
        return Stream.of(rights, changed.newSecrets(plugin.document().settings()), lifted)
                .flatMap(List::stream)
                .toList();
    }

    private static SettingOverrides changed(ManagedPlugin plugin, List<String> settings) {
        List<String> own = settings.stream().filter(s -> !WordChange.matches(s)).toList();
        return new SettingsChange(plugin.stored().config())
                .apply(plugin.document().settings(), own);
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

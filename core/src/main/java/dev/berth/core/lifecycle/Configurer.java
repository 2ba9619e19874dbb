package dev.berth.core.lifecycle;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.settings.SettingOverrides;
import dev.berth.core.settings.SettingsChange;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.supervision.SupervisionChange;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.error.PluginEnabledException;
import java.util.List;
import java.util.Map;

/** Changes the settings of a disabled plugin, and the supervision of any; runs on its queue. */
public final class Configurer {
    private final PluginStore store;
    private final EventDispatcher events;

    public Configurer(PluginStore store, EventDispatcher events) {
        this.store = store;
        this.events = events;
    }

    public Plugin set(ManagedPlugin plugin, List<String> settings) {
        PluginDocument document = plugin.document();
        List<String> own = settings.stream().filter(s -> !SupervisionChange.matches(s)).toList();
        if (document.wanted() && (settings.isEmpty() || !own.isEmpty())) {
            throw new PluginEnabledException(plugin.name());
        }
        SettingOverrides changed =
                new SettingsChange(plugin.stored().config()).apply(document.settings(), own);
        Map<String, String> supervision = SupervisionChange.apply(document.supervision(), settings);
        PluginDocument after = document.withSettings(changed).withSupervision(supervision);
        store.save(after);
        plugin.setStored(after);
        events.send(PluginEvent.Kind.SET, plugin.id(), plugin.name(), Map.of());
        return plugin.snapshot();
    }
}

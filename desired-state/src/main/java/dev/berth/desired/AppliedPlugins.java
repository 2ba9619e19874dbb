package dev.berth.desired;

import dev.berth.desired.document.DocumentEntry;
import dev.berth.desired.document.WantedDocument;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.plugin.desired.PlannedPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * What documents want that were applied: kept in a file, and brought about by the {@link
 * Reconciler} beside what configurations want. All but the reading of a document is done on the
 * reconciler's thread.
 */
final class AppliedPlugins implements DesiredPlugins {
    private static final WantedDocument FORM = new WantedDocument(Wish.keys(), Wish.LISTS);

    private final Reconciler reconciler;
    private final Supplier<List<Plugin>> actual;
    private final AppliedFile file;

    /** All that is wanted, by ID. */
    private final Map<String, AppliedWish> applied = new TreeMap<>();

    AppliedPlugins(Reconciler reconciler, Supplier<List<Plugin>> actual, Path file, Logger log) {
        this.reconciler = reconciler;
        this.actual = actual;
        this.file = new AppliedFile(file, FORM, log);
        reconciler.execute(this::load);
    }

    private void load() {
        for (AppliedWish wish : file.read()) {
            applied.put(wish.id(), wish);
            reconciler.wanted(wish.id(), wish.wish());
        }
    }

    @Override
    public DesiredPlan plan(byte[] document, boolean prune) {
        Map<String, AppliedWish> wanted = wanted(document);
        return reconciler.call(() -> planned(wanted, prune));
    }

    private static Map<String, AppliedWish> wanted(byte[] document) {
        Map<String, AppliedWish> wanted = new LinkedHashMap<>();
        for (DocumentEntry entry : FORM.read(document)) {
            AppliedWish wish = AppliedWish.of(entry);
            if (wanted.put(wish.id(), wish) != null) {
                throw entry.problem(
                        "name",
                        "another plugin of the document has the name " + wish.name().familiar());
            }
        }
        return wanted;
    }

    private DesiredPlan planned(Map<String, AppliedWish> wanted, boolean prune) {
        refuseConflicts(wanted);
        Map<PluginReference, Plugin> plugins = new HashMap<>();
        actual.get().forEach(plugin -> plugins.put(plugin.name(), plugin));
        List<PlannedPlugin> planned = new ArrayList<>();
        wanted.forEach(
                (id, wish) ->
                        planned.add(
                                PlannedChange.of(
                                        wish,
                                        Optional.ofNullable(applied.get(id)),
                                        Optional.ofNullable(plugins.get(wish.name())))));
        Map<String, AppliedWish> missing = missing(wanted);
        missing.forEach(
                (id, wish) ->
                        planned.add(
                                PlannedChange.without(
                                        wish,
                                        prune,
                                        Optional.ofNullable(plugins.get(wish.name())))));
        return new AppliedPlan(
                planned, () -> reconciler.call(() -> apply(wanted, prune ? missing : Map.of())));
    }

    private void refuseConflicts(Map<String, AppliedWish> wanted) {
        Map<PluginReference, String> configured = new HashMap<>();
        reconciler
                .wishes()
                .forEach(
                        (pid, wish) -> {
                            if (!applied.containsKey(pid)) {
                                configured.put(wish.plugin().name(), pid);
                            }
                        });
        for (AppliedWish wish : wanted.values()) {
            if (configured.containsKey(wish.name())) {
                throw wish.entry()
                        .problem(
                                "name",
                                "%s is what configuration %s wants; change or delete that"
                                        .formatted(
                                                wish.name().familiar(),
                                                configured.get(wish.name())));
            }
        }
    }

    /** Returns what was applied before and a document does not have. */
    private Map<String, AppliedWish> missing(Map<String, AppliedWish> wanted) {
        Map<String, AppliedWish> missing = new TreeMap<>(applied);
        missing.keySet().removeAll(wanted.keySet());
        return missing;
    }

    private Map<PluginReference, CompletionStage<Void>> apply(
            Map<String, AppliedWish> wanted, Map<String, AppliedWish> shown) {
        refuseConflicts(wanted);
        Map<String, AppliedWish> ending = new TreeMap<>(shown);
        ending.entrySet().retainAll(applied.entrySet());
        Map<String, AppliedWish> all = new TreeMap<>(applied);
        all.keySet().removeAll(ending.keySet());
        all.putAll(wanted);
        file.write(all.values());
        applied.clear();
        applied.putAll(all);
        Map<PluginReference, CompletionStage<Void>> outcomes = new LinkedHashMap<>();
        wanted.forEach((id, one) -> outcomes.put(one.name(), reconciler.apply(id, one.wish())));
        ending.forEach((id, one) -> outcomes.put(one.name(), reconciler.end(id)));
        return Collections.unmodifiableMap(outcomes);
    }
}

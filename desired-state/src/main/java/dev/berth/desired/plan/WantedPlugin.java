package dev.berth.desired.plan;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One plugin as it is to be. Immutable.
 *
 * @param reference what it is pulled from; one with a digest is that content and no other
 * @param name what it is called on this host: a tag, and no digest
 * @param settings as for {@link dev.berth.plugin.PluginManager#set(String, List)}; what is not
 *     named here is the user's
 * @param granted exactly what it may have of the host; empty if the admission policies alone decide
 * @param enabled whether it is to run
 * @param hot whether another version takes over without a pause
 */
public record WantedPlugin(
        PluginReference reference,
        PluginReference name,
        List<String> settings,
        Optional<List<Privilege>> granted,
        boolean enabled,
        boolean hot) {

    public WantedPlugin {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(name, "name");
        settings = List.copyOf(settings);
        granted = granted.map(List::copyOf);
    }

    /** Returns the name that a reference has here if it is given no other: without a digest. */
    public static PluginReference nameOf(PluginReference reference) {
        return reference.withTag(reference.tag().orElse(PluginReference.DEFAULT_TAG));
    }

    /** A setting may be a password. */
    @Override
    public String toString() {
        return "%s from %s".formatted(name.familiar(), reference.familiar());
    }
}

package dev.berth.registry.layout;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a manifest in a layout is called: what the annotation {@code io.containerd.image.name} says,
 * else {@code org.opencontainers.image.ref.name}. With a slash, a colon or an at-sign in it that is
 * a reference, read as the docker command reads one: {@code vieux/sshfs} is {@code
 * docker.io/vieux/sshfs:latest}. Without, it is a tag of whatever repository is asked for. What is
 * neither counts as no name.
 *
 * @param reference with a tag or digest
 */
record LayoutName(Optional<PluginReference> reference, Optional<String> tag) {
    private static final LayoutName NONE = new LayoutName(Optional.empty(), Optional.empty());

    static LayoutName of(Entry entry) {
        String text = entry.name();
        try {
            if (text.matches(".*[/:@].*")) {
                return new LayoutName(
                        Optional.of(PluginReference.parse(text).withDefaultTag()),
                        Optional.empty());
            }
            return text.isEmpty() ? NONE : new LayoutName(Optional.empty(), Optional.of(text));
        } catch (InvalidReferenceException e) {
            return NONE;
        }
    }

    /** Which manifests a reference may mean. */
    enum Rule {
        /** Only those of this whole name. */
        WHOLE,
        /** If there are none of this whole name, those of this tag, or those without a name. */
        WHOLE_OR_PART
    }

    /** Returns the manifests of a whole name, or if there are none, those of its tag. */
    static List<Entry> named(List<Entry> entries, PluginReference wanted) {
        Optional<PluginReference> whole = Optional.of(wanted);
        List<Entry> named = filter(entries, name -> name.reference().equals(whole));
        return named.isEmpty()
                ? filter(entries, name -> name.tag().isPresent() && name.tag().equals(wanted.tag()))
                : named;
    }

    /** Returns the manifests that a reference means, of several platforms perhaps. */
    static List<Entry> find(List<Entry> entries, PluginReference wanted, Rule rule) {
        PluginReference whole = wanted.withDefaultTag();
        List<Entry> named = filter(entries, name -> name.reference().equals(Optional.of(whole)));
        if (!named.isEmpty() || rule == Rule.WHOLE) {
            return named;
        }
        List<Entry> tagged =
                filter(entries, name -> name.tag().isPresent() && name.tag().equals(whole.tag()));
        return tagged.isEmpty() ? filter(entries, NONE::equals) : tagged;
    }

    private static List<Entry> filter(List<Entry> entries, Predicate<LayoutName> wanted) {
        return entries.stream().filter(entry -> wanted.test(of(entry))).toList();
    }
}

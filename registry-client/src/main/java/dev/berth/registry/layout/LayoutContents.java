package dev.berth.registry.layout;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.push.PushedReferrers;
import dev.berth.registry.push.PushedReferrers.Stored;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is written into a layout beside a plugin's manifest and its blobs: the indexes that it was
 * chosen from, and what refers to it and to them.
 */
final class LayoutContents {
    private final List<Stored> documents = new ArrayList<>();
    private final Set<Descriptor> blobs = new LinkedHashSet<>();
    private final Map<PluginReference, Descriptor> named = new LinkedHashMap<>();

    /**
     * @param name that the plugin has in the layout
     */
    LayoutContents(PluginReference name, PluginManifest plugin, ManifestReader reader)
            throws IOException {
        List<Descriptor> subjects = new ArrayList<>();
        for (int i = 0; i < plugin.indexDocuments().size(); i++) {
            documents.add(new Stored(plugin.indexes().get(i), plugin.indexDocuments().get(i)));
            subjects.add(plugin.indexes().get(i));
        }
        subjects.add(plugin.manifest());
        for (Descriptor subject : subjects) {
            add(name, PushedReferrers.of(plugin, subject.digest(), reader));
        }
        named.put(name, subjects.get(0));
    }

    private void add(PluginReference name, PushedReferrers referrers) throws IOException {
        blobs.addAll(referrers.blobs());
        documents.addAll(referrers.listed());
        List<Map.Entry<String, Stored>> tagged = new ArrayList<>(referrers.tagged().entrySet());
        if (!referrers.listed().isEmpty()) {
            tagged.add(Map.entry(referrers.indexTag(), referrers.index()));
        }
        for (Map.Entry<String, Stored> one : tagged) {
            documents.add(one.getValue());
            named.put(name.withTag(one.getKey()), one.getValue().manifest());
        }
    }

    /** Returns the documents to be written, whose bytes are known. */
    List<Stored> documents() {
        return documents;
    }

    /** Returns the blobs of what refers to the plugin. */
    Set<Descriptor> blobs() {
        return blobs;
    }

    /** Returns what the layout's index names: last the plugin, by its outermost index. */
    Map<PluginReference, Descriptor> named() {
        return named;
    }
}

package dev.berth.desired.document;

import dev.berth.shared.text.PrintableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The form of a document of wanted plugins: a list {@code plugins} of mappings, whose keys are
 * those of a configuration. A list of {@code NAME=VALUE} may be a mapping {@code NAME: VALUE}, too,
 * whose values may be lists.
 *
 * @param keys those that an entry may have
 * @param lists which of them are lists
 */
public record WantedDocument(Set<String> keys, Set<String> lists) {
    private static final String PLUGINS = "plugins";

    public WantedDocument {
        keys = new TreeSet<>(keys);
        lists = Set.copyOf(lists);
    }

    /**
     * Reads a document.
     *
     * @throws dev.berth.plugin.error.InvalidDesiredStateException if it has another form
     */
    public List<DocumentEntry> read(byte[] document) {
        DocumentNode root = YamlDocument.read(document);
        if (!(root instanceof DocumentNode.Mapping top)) {
            throw root.at().problem("a mapping with a list \"plugins\" is expected");
        }
        List<DocumentEntry> entries = new ArrayList<>();
        top.members().forEach((key, value) -> entries.addAll(plugins(key, value)));
        if (top.members().isEmpty()) {
            throw root.at().problem("a list \"plugins\" is expected");
        }
        return entries;
    }

    private List<DocumentEntry> plugins(DocumentNode.Text key, DocumentNode value) {
        if (!key.value().equals(PLUGINS)) {
            throw unknown(key, PLUGINS);
        }
        if (value instanceof DocumentNode.Text text && text.isNull()) {
            return List.of();
        }
        if (!(value instanceof DocumentNode.Sequence list)) {
            throw value.at().problem("plugins: a list is expected");
        }
        return list.elements().stream().map(this::entry).toList();
    }

    private DocumentEntry entry(DocumentNode node) {
        if (!(node instanceof DocumentNode.Mapping mapping)) {
            throw node.at().problem("plugins: a mapping for each plugin is expected");
        }
        Map<String, Object> properties = new HashMap<>();
        Map<String, DocumentPosition> places = new HashMap<>();
        mapping.members()
                .forEach(
                        (key, value) -> {
                            if (!keys.contains(key.value())) {
                                throw unknown(key, String.join(", ", keys));
                            }
                            places.put(key.value(), value.at());
                            if (!(value instanceof DocumentNode.Text text && text.isNull())) {
                                properties.put(key.value(), property(key.value(), value));
                            }
                        });
        return new DocumentEntry(properties, places, node.at());
    }

    private static RuntimeException unknown(DocumentNode.Text key, String known) {
        return key.at()
                .problem(
                        "unknown key \"%s\"; there is %s"
                                .formatted(PrintableText.shortened(key.value()), known));
    }

    private Object property(String key, DocumentNode value) {
        if (!lists.contains(key)) {
            return text(key, value);
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof DocumentNode.Mapping pairs) {
            pairs.members().forEach((name, of) -> addPairs(key, name.value(), of, texts));
        } else {
            elements(value).forEach(element -> texts.add(text(key, element)));
        }
        return List.copyOf(texts);
    }

    private static void addPairs(String key, String name, DocumentNode value, List<String> texts) {
        for (DocumentNode element : elements(value)) {
            texts.add(name + "=" + text(key, element));
        }
    }

    /** Returns a list's elements, or what is no list as its only one. */
    private static List<DocumentNode> elements(DocumentNode node) {
        return node instanceof DocumentNode.Sequence list ? list.elements() : List.of(node);
    }

    private static String text(String key, DocumentNode node) {
        if (node instanceof DocumentNode.Text text) {
            return text.isNull() ? "" : text.value();
        }
        throw node.at().problem(key + ": one text is expected here");
    }
}

package dev.berth.core;

import dev.berth.core.testing.disk.DiskImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The invariants of a root folder between two operations: plugins and blobs are exactly those of
 * one state, byte for byte, nothing is half done, and nothing is damaged.
 *
 * @param kept files and folders of plugins and content, by name, with what is in them
 * @param leftOver what must not be there: temporary files, and what was set aside
 */
record StoredTree(Map<String, String> kept, Set<String> leftOver) {

    private static final Pattern NAME = Pattern.compile("\"name\" : \"([^\"]*)\"");

    static StoredTree read(Path root) throws IOException {
        DiskImage image = DiskImage.read(root);
        Map<String, byte[]> files = image.under("plugins", "content");
        Map<String, String> ids = new TreeMap<>();
        files.forEach(
                (name, bytes) -> {
                    Matcher found = NAME.matcher(text(bytes));
                    if (name.endsWith("/plugin.json") && found.find()) {
                        ids.put(name.split("/")[1], found.group(1));
                    }
                });
        Map<String, String> kept = new TreeMap<>();
        files.forEach((name, bytes) -> kept.put(named(name, ids), content(text(bytes), ids)));
        // Made before each start if it is not there; what is in it is the plugin's own.
        kept.keySet().removeIf(name -> name.endsWith("/propagated-mount"));
        return new StoredTree(kept, Set.copyOf(image.under("tmp", "damaged").keySet()));
    }

    /** Returns a text with each plugin's name in place of its ID, which is another in each run. */
    private static String named(String text, Map<String, String> ids) {
        String named = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            named = named.replace(id.getKey(), id.getValue());
        }
        return named;
    }

    private static String content(String text, Map<String, String> ids) {
        return text.length() > 2000
                ? text.length() + " bytes, " + text.hashCode()
                : named(text, ids);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns how many plugins are stored. */
    long plugins() {
        return kept.keySet().stream().filter(name -> name.endsWith("/plugin.json")).count();
    }

    /** Returns in what this is neither the state before an operation nor the one after it. */
    List<String> problems(StoredTree before, StoredTree after) {
        List<String> problems = new ArrayList<>();
        leftOver.forEach(name -> problems.add("left over: " + name));
        if (!kept.equals(before.kept) && !kept.equals(after.kept)) {
            problems.addAll(differences("before", before.kept));
            problems.addAll(differences("after", after.kept));
        }
        return problems;
    }

    private List<String> differences(String when, Map<String, String> expected) {
        TreeSet<String> names = new TreeSet<>(kept.keySet());
        names.addAll(expected.keySet());
        names.removeIf(name -> Objects.equals(kept.get(name), expected.get(name)));
        return names.stream()
                .map(
                        name ->
                                "unlike %s: %s is %s, not %s"
                                        .formatted(when, name, kept.get(name), expected.get(name)))
                .toList();
    }
}

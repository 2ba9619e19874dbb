package dev.berth.engine.itest;

import dev.berth.engine.support.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders of a script: {@code $R} for a place in the registry, {@code $D} for the folder
 * of plugins, {@code $ID(a/b)} for the ID of a plugin, {@code $ID6(a/b)} for its beginning, {@code
 * $X9000} for a long text, {@code $NOW} for this second, {@code $SOON} for the next.
 */
final class PathMask {
    private static final Pattern PLACE =
            Pattern.compile("\\$(ID6?)\\(([^)]+)\\)|\\$X(\\d+)|\\$([A-Z]+)");

    private final Path socket;
    private final Path folder;
    private final Map<String, String> fixed;

    /** By what they stand for, so that answers can be read in the script's words. */
    private final Map<String, String> names = new LinkedHashMap<>();

    PathMask(Path socket, Path folder, Map<String, String> fixed) {
        this.socket = socket;
        this.folder = folder;
        this.fixed = new LinkedHashMap<>(fixed);
        fixed.forEach((name, place) -> names.put(place, "$" + name));
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    void twin(String beginning) {
        fixed.put("TWIN", beginning);
    }

    /** Returns a word with its places filled in. */
    String in(String word) throws IOException {
        Matcher place = PLACE.matcher(word);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            place.appendReplacement(filled, Matcher.quoteReplacement(what(place)));
        }
        return place.appendTail(filled).toString();
    }

    private String what(Matcher place) throws IOException {
        if (place.group(1) != null) {
            return id(place.group(2), place.group(1).equals("ID6") ? 6 : 64, place.group());
        }
        if (place.group(3) != null) {
            return "x".repeat(Integer.parseInt(place.group(3)));
        }
        long now = Instant.now().getEpochSecond();
        return switch (place.group(4)) {
            case "NOW" -> Long.toString(now);
            case "SOON" -> Long.toString(now + 1);
            default -> fixed.get(place.group(4));
        };
    }

    private String id(String plugin, int length, String name) throws IOException {
        try (RawClient client = new RawClient(socket)) {
            client.send("GET /plugins/%s/json HTTP/1.1\r\nHost: d\r\n\r\n".formatted(in(plugin)));
            String id = client.receive().json().path("Id").asText();
            if (id.isEmpty()) {
                return "there-is-no-" + plugin;
            }
            names.put(id.substring(0, length), name);
            return id.substring(0, length);
        }
    }

    /** Returns the names of what stands in answers, long ones first. */
    Map<String, String> names() {
        Map<String, String> sorted = new LinkedHashMap<>();
        names.entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                (Map.Entry<String, String> e) -> -e.getKey().length()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}

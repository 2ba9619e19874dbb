package dev.berth.engine.itest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an engine answered, without what is different each time.
 *
 * @param code the command's exit code, or the request's status
 */
record Answer(int code, List<String> lines) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Steps that a client sees or does not see, as time will have it. */
    private static final Pattern PASSING =
            Pattern.compile(
                    ".*(Waiting|Pulling fs layer|Downloading|Download complete|Verifying.*"
                            + "|Extracting.*|Preparing|Uploading.*|Layer already exists)$");

    /** The client's own complaint that the engine did not read what it was still sending. */
    private static final Pattern NOISE = Pattern.compile("time=\".*level=error.*");

    static Answer of(int code, String output, Map<String, String> names) {
        String text = steady(output, names);
        return new Answer(code, json(text).orElseGet(() -> lines(text)));
    }

    private static String steady(String output, Map<String, String> names) {
        String text = output.replace("\r", "");
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text.replaceAll("\\x1b\\[[0-9;?]*[A-Za-z]", "")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:D")
                .replaceAll("\\b[0-9a-f]{64}\\b", "ID64")
                .replaceAll("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{12}\\b", "ID12");
    }

    private static Optional<List<String>> json(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.isContainerNode() || json.isEmpty() || text.strip().contains("}\n{")) {
                return Optional.empty();
            }
            Map<String, String> fields = new TreeMap<>();
            flatten("", json, fields);
            return Optional.of(
                    fields.entrySet().stream()
                            .map(e -> e.getKey() + " = " + e.getValue())
                            .toList());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static void flatten(String path, JsonNode json, Map<String, String> fields) {
        if (json.isObject() && !json.isEmpty()) {
            json.properties().forEach(f -> flatten(path + "." + f.getKey(), f.getValue(), fields));
        } else if (json.isArray() && !json.isEmpty()) {
            for (int i = 0; i < json.size(); i++) {
                flatten(path + "[" + i + "]", json.get(i), fields);
            }
        } else {
            fields.put(path, json.toString());
        }
    }

    /** Layers come in parallel: their lines are a set. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        Set<String> layers = new TreeSet<>();
        for (String line : text.split("\n")) {
            String one = line.strip().replaceAll("\\s{2,}", "  ");
            if (one.isEmpty() || PASSING.matcher(one).matches() || NOISE.matcher(one).matches()) {
                continue;
            }
            if (one.startsWith("ID12: ")) {
                layers.add(one);
            } else {
                lines.add(one);
            }
        }
        lines.addAll(layers);
        return lines;
    }

    /** Returns whether this says all that another says, and perhaps more. */
    boolean includes(Answer other) {
        if (code != other.code || lines.size() < other.lines.size()) {
            return false;
        }
        for (int i = 0; i < other.lines.size(); i++) {
            String said = other.lines.get(i);
            String text = said.endsWith("\"") ? said.substring(0, said.length() - 1) : said;
            if (!lines.get(i).contains(text)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return code + " " + String.join(" | ", lines);
    }
}

package dev.berth.engine.itest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine's reply, normalized: IDs, digests and passing steps are masked or left out.
 *
 * @param code the command's exit code, or the request's status
 * @param lines of JSON one for each field
 */
record RecordedReply(int code, List<String> lines) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHORT = 3;

    /** The fields of {@code /info} that are an engine's own. */
    static final Pattern ENGINE_FIELDS =
            Pattern.compile(
                    "^\\.(ID|DockerRootDir|ServerVersion|NFd|NGoroutines|SystemTime|Plugins|Driver"
                            + "|DriverStatus|RegistryConfig|Runtimes|DefaultRuntime|InitBinary"
                            + "|ContainerdCommit|RuncCommit|InitCommit|SecurityOptions|Warnings)"
                            + "(?=[.\\[ ])");

    /** The fields of {@code /info} that came or went after dockerd 20.10. */
    static final Pattern CHANGED_FIELDS =
            Pattern.compile(
                    "^\\.(CDISpecDirs|Containerd|DiscoveredDevices|ExecutionDriver"
                            + "|FirewallBackend|KernelMemory"
                            + "|BridgeNfIptables|BridgeNfIp6tables)(?=[.\\[ ])");

    /** On a terminal, lines are drawn again and again. */
    private static final Pattern CURSOR = Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]");

    /** Steps that a client sees or does not see, as time will have it. */
    private static final Pattern PASSING =
            Pattern.compile(
                    "(ID12: |\\{\"status\":\")?(Waiting|Pulling fs layer|Downloading"
                            + "|Download complete|Verifying|Extracting|Preparing|Uploading"
                            + "|Layer already exists|Already exists)\\b.*");

    /** The client's own complaint that the engine did not read what it was still sending. */
    private static final Pattern NOISE = Pattern.compile("time=\".*level=error.*");

    private static final Pattern MOUNT =
            Pattern.compile(
                    "(?<=mount: \\[|Value\\[0\\] = \")([^ \"]+) on \\S+ type \\w+ \\([^)]*\\)");

    /**
     * @param names what stands for what is different by engine or run
     */
    static RecordedReply of(int code, String output, Map<String, String> names) {
        String text = steady(output, names);
        return new RecordedReply(code, json(text).orElseGet(() -> lines(text)));
    }

    private static String steady(String output, Map<String, String> names) {
        String text = CURSOR.matcher(output).replaceAll("\n").replaceAll("[\\r\\n]+", "\n");
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = named(text, name.getKey(), name.getValue());
        }
        // A set, in the order that Go's map has it this time.
        text = text.replace("enabled=[true false]", "enabled=[false true]");
        return text.replaceAll(
                        "plugins found for \\\\?\"[0-9a-f]\\\\?\"", "plugins found for \"TWIN\"")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:D")
                .replaceAll("\\b[0-9a-f]{64}\\b", "ID64")
                .replaceAll("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{12}\\b", "ID12");
    }

    /** The beginning of an ID may by chance stand within the digest of a layer. */
    private static String named(String text, String place, String name) {
        String whole = place.matches("[0-9a-f]+") ? "(?<![0-9a-f])%s(?![0-9a-f])" : "%s";
        return text.replaceAll(
                whole.formatted(Pattern.quote(place)), Matcher.quoteReplacement(name));
    }

    private static Optional<List<String>> json(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            boolean one = json.isContainerNode() && !json.isEmpty() && !text.contains("}\n{");
            return one ? Optional.of(JsonDifference.of(json)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
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
            if (one.startsWith("ID12: ") || one.contains("\"id\":\"ID12\"")) {
                layers.add(one);
            } else {
                lines.add(one);
            }
        }
        lines.addAll(layers);
        return lines;
    }

    /** Returns the same without some of its lines. */
    RecordedReply without(Pattern unwanted) {
        return new RecordedReply(
                code, lines.stream().filter(l -> !unwanted.matcher(l).find()).toList());
    }

    /** Returns the same with no more of some fields than that they are there. */
    RecordedReply withoutValues(Pattern fields) {
        return new RecordedReply(
                code,
                lines.stream()
                        .map(
                                line -> {
                                    Matcher field = fields.matcher(line);
                                    return field.find() ? field.group() : line;
                                })
                        .distinct()
                        .toList());
    }

    /** Returns the same with the privileges of mounts as Docker has them: the sources alone. */
    RecordedReply withMountsAsSources() {
        return new RecordedReply(
                code, lines.stream().map(l -> MOUNT.matcher(l).replaceAll("$1")).toList());
    }

    /** Returns the same with another code. */
    RecordedReply as(int other) {
        return new RecordedReply(other, lines);
    }

    /** Returns whether each line is one of another answer's, perhaps with an explanation more. */
    boolean continues(RecordedReply other) {
        if (code != other.code || lines.size() != other.lines.size()) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!continues(lines.get(i), other.lines.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean continues(String line, String other) {
        String said =
                other.startsWith(".message = ") ? other.substring(0, other.length() - 1) : other;
        return line.equals(other) || line.startsWith(said + "; ") || line.startsWith(said + ": ");
    }

    /** Returns what this says and another does not; of a short answer all. */
    String without(RecordedReply other) {
        List<String> own = new ArrayList<>(lines);
        if (own.size() > SHORT) {
            other.lines.forEach(own::remove);
        }
        return (code + " " + String.join(" | ", own)).strip();
    }
}

package dev.berth.shell.lock;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Privilege;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.Utf8Json;
import dev.berth.shell.archive.OutputPath;
import dev.berth.shell.console.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A lock file: JSON, a block for each reference, sorted, so that it merges by lines. One unknown,
 * double or wrong field makes all of it invalid.
 */
public final class LockFile {
    /** Its usual name, in the folder where a command is typed. */
    public static final String NAME = "plugins.lock.json";

    private static final int LONGEST = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LockFile() {}

    /** Writes a file, in the place of one that may be there. */
    public static void write(Path path, Map<String, LockEntry> entries) throws CommandFailure {
        ObjectNode root = JSON.createObjectNode().put("version", 1);
        ObjectNode plugins = root.putObject("plugins");
        new TreeMap<>(entries)
                .forEach(
                        (name, entry) -> {
                            ObjectNode block = plugins.putObject(name);
                            block.put("digest", entry.digest().toString());
                            if (!entry.signedBy().isEmpty()) {
                                entry.signedBy().forEach(block.putArray("signedBy")::add);
                            }
                            ArrayNode list = block.putArray("privileges");
                            for (Privilege privilege : entry.privileges()) {
                                ArrayNode value =
                                        list.addObject()
                                                .put("name", privilege.name())
                                                .putArray("value");
                                privilege.value().forEach(value::add);
                            }
                        });
        try (AtomicFile file = OutputPath.create(path)) {
            String text = JSON.writer(printer()).writeValueAsString(root) + "\n";
            file.out().write(text.getBytes(StandardCharsets.UTF_8));
            file.makeReadable();
            file.commit();
        } catch (IOException e) {
            throw new CommandFailure("cannot write %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    /** Reads a file. */
    public static Map<String, LockEntry> read(Path path) throws CommandFailure {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw wrong(path, "it has more than %d bytes".formatted(LONGEST));
            }
            JsonNode root = DocumentReader.readUnique(Utf8Json.of(bytes), JSON);
            requireOnly(path, root, new TreeSet<>(Set.of("version", "plugins")));
            if (!root.get("version").isInt() || root.get("version").intValue() != 1) {
                throw wrong(path, "its version is not 1");
            }
            Map<String, LockEntry> entries = new TreeMap<>();
            for (Map.Entry<String, JsonNode> one : root.get("plugins").properties()) {
                entries.put(one.getKey(), entry(path, one.getValue()));
            }
            return entries;
        } catch (InvalidJsonException e) {
            throw wrong(path, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot read %s: %s; \"plugin:lock\" writes one"
                            .formatted(path, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static LockEntry entry(Path path, JsonNode block) throws CommandFailure {
        boolean signed = block.has("signedBy");
        requireOnly(
                path,
                block,
                new TreeSet<>(
                        signed
                                ? Set.of("digest", "signedBy", "privileges")
                                : Set.of("digest", "privileges")));
        Digest digest =
                Digest.tryParse(block.get("digest").asText())
                        .orElseThrow(() -> wrong(path, "it has a digest that is none"));
        List<Privilege> privileges = new ArrayList<>();
        for (JsonNode privilege : block.get("privileges")) {
            requireOnly(path, privilege, new TreeSet<>(Set.of("name", "value")));
            List<String> value = texts(path, privilege.get("value"));
            privileges.add(Privilege.of(privilege.get("name").asText(), "", value));
        }
        List<String> signers = signed ? texts(path, block.get("signedBy")) : List.of();
        return new LockEntry(digest, signers, privileges);
    }

    private static List<String> texts(Path path, JsonNode list) throws CommandFailure {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                throw wrong(path, "it has a value that is no text");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    /** Demands an object with all of these fields, and no other. */
    private static void requireOnly(Path path, JsonNode node, Set<String> names)
            throws CommandFailure {
        Set<String> there = new HashSet<>();
        node.fieldNames().forEachRemaining(there::add);
        if (!there.equals(names)) {
            throw wrong(path, "it has other fields than " + String.join(" and ", names));
        }
    }

    private static CommandFailure wrong(Path path, String why) {
        return new CommandFailure("%s is no lock file: %s".formatted(path, why));
    }
}

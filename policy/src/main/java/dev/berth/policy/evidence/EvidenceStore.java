package dev.berth.policy.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Digest;
import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.requirement.Evidence;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.file.NewFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps the signatures that let a plugin in, in one file for each manifest, so that they can be
 * verified again without a registry. Kept are signatures, not what came of them: a key that the
 * operator has taken back does not let the plugin start again.
 */
public final class EvidenceStore {
    private static final int LIMIT = 16 << 20;
    private static final int VERSION = 1;

    private final Path folder;

    public EvidenceStore(Path folder) {
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** Keeps signatures for a plugin's manifest, in the place of what was kept. */
    void write(Digest manifest, Map<SignedManifest, List<Evidence>> signatures) throws IOException {
        // Made here: an engine that keeps nothing starts without it, 15 ms sooner.
        ObjectMapper json = new ObjectMapper();
        ObjectNode file = json.createObjectNode().put("version", VERSION);
        ArrayNode subjects = file.putArray("subjects");
        signatures.forEach(
                (subject, evidence) -> {
                    ObjectNode one = subjects.addObject();
                    one.put("digest", subject.digest().toString()).put("size", subject.size());
                    ArrayNode list = one.putArray("signatures");
                    for (Evidence signature : evidence) {
                        list.addObject()
                                .put("format", signature.format().name())
                                .put("content", signature.content())
                                .put("signature", signature.signature());
                    }
                });
        byte[] bytes = json.writeValueAsBytes(file);
        NewFolder.make(folder, "rwx------");
        AtomicFile.write(file(manifest), bytes);
    }

    /**
     * Returns what was kept for a plugin's manifest; nothing if that was nothing.
     *
     * @param repository where the plugin is from
     */
    Map<SignedManifest, List<Evidence>> read(Digest manifest, String repository)
            throws IOException {
        Path file = file(manifest);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<SignedManifest, List<Evidence>> all = new LinkedHashMap<>();
            StrictObject kept = StrictJson.parse(Files.readAllBytes(file), LIMIT);
            if (kept.number("version") != VERSION) {
                throw kept.wrong("version", "is not %d".formatted(VERSION));
            }
            for (StrictObject subject : kept.objects("subjects")) {
                all.put(
                        new SignedManifest(repository, digest(subject), subject.number("size")),
                        signatures(subject));
            }
            return all;
        } catch (InvalidDocumentException e) {
            throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Deletes what was kept for manifests that nobody has any longer. What was written after a time
     * stays: its plugin may be on its way.
     *
     * @param used tells what somebody has; it is not asked if nothing was ever kept
     */
    public void sweep(Supplier<Set<Digest>> used, Instant young) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> kept = used.get().stream().map(this::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*-*.json")) {
            for (Path file : files) {
                if (!kept.contains(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(young)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static List<Evidence> signatures(StrictObject subject) throws InvalidDocumentException {
        List<Evidence> all = new ArrayList<>();
        for (StrictObject one : subject.objects("signatures")) {
            all.add(new Evidence(format(one), one.bytes("content"), one.bytes("signature")));
        }
        return all;
    }

    private static Digest digest(StrictObject subject) throws InvalidDocumentException {
        Optional<Digest> digest = Digest.tryParse(subject.text("digest"));
        if (digest.isEmpty()) {
            throw subject.wrong("digest", "is not a digest");
        }
        return digest.get();
    }

    private static Evidence.Format format(StrictObject signature) throws InvalidDocumentException {
        String name = signature.text("format");
        for (Evidence.Format format : Evidence.Format.values()) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw signature.wrong("format", "is not a kind of signature");
    }

    private Path file(Digest manifest) {
        return folder.resolve(manifest.algorithm() + "-" + manifest.hex() + ".json");
    }
}

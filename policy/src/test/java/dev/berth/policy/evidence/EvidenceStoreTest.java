package dev.berth.policy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.policy.requirement.Evidence;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceStoreTest {
    @TempDir Path folder;

    @Test
    void tellsEachMistakeOfItsFileInWordsForUsers() throws Exception {
        EvidenceStore store = new EvidenceStore(folder);
        Digest plugin = Digest.sha256(new byte[] {1});
        Evidence signature =
                new Evidence(Evidence.Format.SIMPLE_SIGNING, new byte[] {2}, new byte[] {3});
        store.write(
                plugin, Map.of(new SignedManifest("x.example/a", plugin, 5), List.of(signature)));
        Path file = folder.resolve("sha256-" + plugin.hex() + ".json");
        DocumentReaderContract.assertKept(
                Files.readString(file),
                IOException.class,
                document -> {
                    Files.write(file, document);
                    store.read(plugin, "x.example/a");
                });
    }

    @Test
    void sweepsWhatNobodyHasAndIsNotYoung() throws Exception {
        EvidenceStore store = new EvidenceStore(folder.resolve("signatures"));
        store.sweep(
                () -> {
                    throw new IllegalStateException("asked for nothing");
                },
                Instant.MAX);
        Digest used = Digest.sha256(new byte[] {1});
        Digest gone = Digest.sha256(new byte[] {2});
        for (Digest digest : List.of(used, gone)) {
            store.write(digest, Map.of());
        }
        Path other = Files.writeString(folder.resolve("signatures/notes.txt"), "x");
        store.sweep(() -> Set.of(used), Instant.EPOCH);
        assertEquals(3, folder.resolve("signatures").toFile().list().length);
        store.sweep(() -> Set.of(used), Instant.now().plusSeconds(60));
        assertTrue(Files.exists(other));
        assertTrue(Files.exists(folder.resolve("signatures/sha256-" + used.hex() + ".json")));
        assertEquals(2, folder.resolve("signatures").toFile().list().length);
    }
}

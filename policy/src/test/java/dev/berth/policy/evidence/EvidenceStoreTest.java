package dev.berth.policy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
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
    void sweepsWhatNobodyHasAndIsNotYoung() throws Exception {
        EvidenceStore store = new EvidenceStore(folder.resolve("signatures"));
        store.sweep(Set.of(), Instant.MAX);
        Digest used = Digest.sha256(new byte[] {1});
        Digest gone = Digest.sha256(new byte[] {2});
        for (Digest digest : List.of(used, gone)) {
            store.write(digest, Map.of());
        }
        Path other = Files.writeString(folder.resolve("signatures/notes.txt"), "x");
        store.sweep(Set.of(used), Instant.EPOCH);
        assertEquals(3, folder.resolve("signatures").toFile().list().length);
        store.sweep(Set.of(used), Instant.now().plusSeconds(60));
        assertTrue(Files.exists(other));
        assertTrue(Files.exists(folder.resolve("signatures/sha256-" + used.hex() + ".json")));
        assertEquals(2, folder.resolve("signatures").toFile().list().length);
    }
}

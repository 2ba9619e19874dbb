package dev.berth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.policy.evidence.EvidenceStore;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.plugin.EventFixture;
import dev.berth.testing.plugin.PluginFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceSweepTest {
    @TempDir Path folder;

    @Test
    void keepsWhatIsInstalled() throws Exception {
        Plugin installed = PluginFixture.of("x:1");
        String used = "sha256-" + installed.digest().hex() + ".json";
        String gone = "sha256-" + "0".repeat(64) + ".json";
        Files.writeString(folder.resolve(used), "{}");
        Files.writeString(folder.resolve(gone), "{}");
        tell(Kind.REMOVE, installed, Duration.ZERO);
        assertEquals(2, names().size());
        tell(Kind.ENABLE, installed, Duration.ofDays(1));
        assertEquals(2, names().size());
        tell(Kind.REMOVE, installed, Duration.ofDays(1));
        assertEquals(List.of(used), names());
    }

    private void tell(Kind kind, Plugin installed, Duration later) {
        new EvidenceSweep(
                        () -> List.of(installed),
                        new EvidenceStore(folder),
                        () -> Instant.now().plus(later),
                        new RecordingLog().logger())
                .plugin(EventFixture.of(kind, installed, Map.of()));
    }

    private List<String> names() throws IOException {
        return List.of(folder.toFile().list());
    }
}

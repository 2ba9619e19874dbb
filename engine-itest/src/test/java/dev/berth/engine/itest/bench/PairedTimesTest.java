package dev.berth.engine.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairedTimesTest {
    private static final String WORK = "start";

    private final PairedTimes times = new PairedTimes(engine("berth"), engine("dockerd"));
    private boolean dockerdFails;

    @TempDir Path folder;

    private static MeasuredEngine engine(String name) {
        return new MeasuredEngine(name, null, null, null, null, 0);
    }

    private boolean tryStart() throws Exception {
        return times.tryTake(
                WORK,
                engine -> {
                    if (dockerdFails && engine == times.dockerd()) {
                        throw new IOException("no socket");
                    }
                });
    }

    @Test
    void ofDockerdThatHasFailedAreInNoRatio() throws Exception {
        assertTrue(tryStart());
        dockerdFails = true;
        assertFalse(tryStart());

        PairedTimes.Row row = times.rows().get(0);
        assertEquals(1, row.count());
        assertEquals(1, row.failures());
        assertEquals(row.lowest(), row.highest());
    }

    @Test
    void haveNoRatioWhereDockerdHasAlwaysFailed() throws Exception {
        dockerdFails = true;
        tryStart();

        PairedTimes.Row row = times.rows().get(0);
        assertEquals(0, row.count());
        assertTrue(row.berth() >= 0);
        assertTrue(Double.isNaN(row.ratio()));
        Path file = folder.resolve("performance.md");
        PerformancePage page = new PerformancePage(file);
        page.add(
                new PeerResult(
                        "sid", "28", "0", times.rows(), Map.of(), List.of(), List.of(), List.of()));
        page.write();
        String shown = Files.readString(file);
        assertTrue(
                shown.matches(
                        "(?s).*\\| start \\| 0; dockerd failed 1 \\| [0-9.]+ \\| – \\| – \\| – \\|"
                                + " – \\|.*"),
                shown);
        assertFalse(Files.readString(folder.resolve("performance-sid.svg")).contains("NaN"));
    }
}

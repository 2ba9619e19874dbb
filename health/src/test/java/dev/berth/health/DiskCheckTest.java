package dev.berth.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class DiskCheckTest {
    private static final Path ROOT = Path.of("/var/lib/berth");

    private static Result.Status with(long free) {
        return new DiskCheck(ROOT, root -> free).execute().getStatus();
    }

    @Test
    void hasTwoThresholds() {
        assertEquals(Result.Status.OK, with(DiskCheck.WARN));
        assertEquals(Result.Status.WARN, with(DiskCheck.WARN - 1));
        assertEquals(Result.Status.WARN, with(DiskCheck.CRITICAL));
        assertEquals(Result.Status.CRITICAL, with(DiskCheck.CRITICAL - 1));
    }

    @Test
    void isCriticalWhenTheDiskCannotBeLookedAt() {
        Result result =
                new DiskCheck(
                                ROOT,
                                root -> {
                                    throw new IOException("stale handle");
                                })
                        .execute();
        assertEquals(Result.Status.CRITICAL, result.getStatus());
        assertTrue(result.toString().contains("stale handle"), result.toString());
    }
}

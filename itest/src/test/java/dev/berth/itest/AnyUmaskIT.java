package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine makes has modes of its own, whatever umask it is started with. */
class AnyUmaskIT {
    @BeforeAll
    static void containerd() {
        TestBed.up();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "077"})
    void leavesNothingForOthersToWrite(String umask) throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        try (ServerProcess engine = new Distribution(folders).withUmask(umask).start()) {
            engine.awaitReady();
            assertEquals("rwx------", permissions(folders.root()));
            assertEquals("rwx--x--x", permissions(folders.execRoot()));
            String base = folders.base().toString();
            assertEquals(
                    "",
                    Programs.run(
                            "find", base, "(", "-type", "f", "-o", "-type", "d", ")", "-perm",
                            "/022"));
        }
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}

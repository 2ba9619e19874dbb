package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.runtime.containerd.host.TestRootfs;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The new version of a plugin beside the old one, as in an upgrade: two tasks with the same
 * propagated mount, whose IDs begin alike.
 */
class TwoTasksOfOnePluginIT {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String ONE = "3f".repeat(32);
    private static final String TWO = ONE + "-2";
    private static final String MOUNT = "mkdir -p /data/%1$s && mount -t tmpfs %1$s /data/%1$s";

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private static Path rootfs2;
    private static Path data;

    private PluginTask one;

    @BeforeAll
    static void makeFolders() throws Exception {
        rootfs2 = TestRootfs.make(HOST.newFolder("rootfs-2"));
        data = HOST.newFolder("data");
    }

    @BeforeEach
    void startTheFirstWithAMount() throws Exception {
        one = HOST.runtime().start(launch(ONE));
        tell(ONE, MOUNT.formatted("v") + " && echo hello >/data/v/f");
        assertTrue(Files.exists(data.resolve("v/f")));
    }

    @AfterEach
    void leavesNothingBehind() throws Exception {
        HOST.runtime().clear(Set.of(ONE, TWO));
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
        assertFalse(Files.exists(data.resolve("v/f")));
    }

    @Test
    void seeTheMountsOfEachOtherAndOfTheHost() throws Exception {
        HOST.runtime().start(launch(TWO));
        assertEquals("hello\n", tell(TWO, "cat /data/v/f"));
        tell(TWO, MOUNT.formatted("w") + " && echo two >/data/w/f");
        assertEquals("two\n", tell(ONE, "cat /data/w/f"));
        assertEquals("two\n", Files.readString(data.resolve("w/f")));
        tell(ONE, MOUNT.formatted("x") + " && echo one >/data/x/f");
        assertEquals("one\n", tell(TWO, "cat /data/x/f"));
        assertEquals("one\n", Files.readString(data.resolve("x/f")));
    }

    @Test
    void areStoppedOneByOneAndTheMountsGoWithTheLast() throws Exception {
        PluginTask two = HOST.runtime().start(launch(TWO));
        assertEquals(0, one.stop(GRACE).code());
        assertEquals(Set.of(TWO), HOST.runtime().ids());
        assertEquals("hello\n", Files.readString(data.resolve("v/f")));
        assertEquals("hello\n", tell(TWO, "cat /data/v/f"));
        tell(TWO, "umount /data/v");
        assertFalse(Files.exists(data.resolve("v/f")));
        tell(TWO, MOUNT.formatted("v") + " && echo new >/data/v/f");
        assertEquals("new\n", Files.readString(data.resolve("v/f")));
        // The next upgrade takes the first ID again.
        one = HOST.runtime().start(launch(ONE));
        assertEquals(0, two.stop(GRACE).code());
        assertEquals("new\n", tell(ONE, "cat /data/v/f"));
        assertEquals(0, one.stop(GRACE).code());
        assertFalse(Files.exists(data.resolve("v/f")));
        assertEquals(Set.of(), HOST.runtime().ids());
    }

    @Test
    void loseNothingWhenTheSecondEndsAtOnce() throws Exception {
        PluginLaunch launch = launches(TWO).entrypoint("/bin/sh", "-c", "exit 3").launch();
        assertThrows(PluginRuntimeException.class, () -> HOST.runtime().start(launch));
        assertTheFirstIsAsItWas();
    }

    @Test
    void loseNothingWhenTheSecondNeverOpensItsSocket() throws Exception {
        PluginLaunch launch =
                launches(TWO)
                        .timeout(Duration.ofMillis(300))
                        .entrypoint("/bin/sh", "-c", "sleep 1000")
                        .launch();
        assertThrows(PluginTimeoutException.class, () -> HOST.runtime().start(launch));
        assertTheFirstIsAsItWas();
    }

    @Test
    void loseNothingWhenTheSecondCannotBeMade() throws Exception {
        PluginLaunch launch = launches(TWO).entrypoint("/not-there").launch();
        assertThrows(PluginRuntimeException.class, () -> HOST.runtime().start(launch));
        assertTheFirstIsAsItWas();
    }

    @Test
    void loseNothingWhenTheFirstIsStartedAnew() throws Exception {
        HOST.runtime().start(launch(TWO));
        HOST.runtime().start(launch(ONE));
        assertEquals("hello\n", tell(ONE, "cat /data/v/f"));
        tell(ONE, "umount /data/v && " + MOUNT.formatted("w") + " && echo anew >/data/w/f");
        assertEquals("anew\n", tell(TWO, "cat /data/w/f"));
        assertEquals("anew\n", Files.readString(data.resolve("w/f")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-2"})
    void areToldFromEachOtherByTheNextEngine(String cleared) throws Exception {
        String gone = ONE + cleared;
        String kept = gone.equals(ONE) ? TWO : ONE;
        HOST.runtime().start(launch(TWO));
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            assertEquals(Set.of(ONE, TWO), next.ids());
            PluginTask task = next.attach(launch(kept)).orElseThrow();
            next.clear(gone);
            assertEquals(Set.of(kept), next.ids());
            assertEquals(kept, HOST.ctr("tasks", "ls", "-q").strip());
            assertEquals("hello\n", Files.readString(data.resolve("v/f")));
            assertEquals("hello\n", tell(kept, "cat /data/v/f"));
            assertEquals(0, task.stop(GRACE).code());
            assertEquals(Set.of(), next.ids());
        } finally {
            next.close();
        }
    }

    private void assertTheFirstIsAsItWas() throws IOException {
        assertEquals(Set.of(ONE), HOST.runtime().ids());
        assertFalse(one.exit().toCompletableFuture().isDone());
        assertEquals("hello\n", Files.readString(data.resolve("v/f")));
        assertEquals("hello\n", tell(ONE, "cat /data/v/f"));
        tell(ONE, MOUNT.formatted("w") + " && echo more >/data/w/f");
        assertEquals("more\n", Files.readString(data.resolve("w/f")));
    }

    /** Has a task run a command, and returns what that printed. */
    private static String tell(String id, String command) throws IOException {
        return Scripts.tell(launch(id).socket().orElseThrow(), command);
    }

    private static PluginLaunch launch(String id) throws IOException {
        return launches(id).entrypoint(Scripts.obeying()).launch();
    }

    private static SampleLaunches launches(String id) throws IOException {
        boolean first = id.equals(ONE);
        return new SampleLaunches(
                        first ? HOST.rootfs() : rootfs2, HOST.newFolder(first ? "s" : "s-2"))
                .id(id)
                .propagated(data)
                .capabilities("CAP_SYS_ADMIN");
    }
}

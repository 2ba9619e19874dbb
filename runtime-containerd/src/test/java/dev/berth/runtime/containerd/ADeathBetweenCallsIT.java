package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.CallFault.Moment;
import dev.berth.runtime.containerd.FaultyEngine.Action;
import dev.berth.runtime.containerd.host.TestRootfs;
import dev.berth.shared.file.FileTree;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.ForkedJvm;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An engine dies at each moment of each call to containerd of a start, an attachment, a stop, a
 * clearance, an unpack and an upgrade. The next engine attaches or starts, and ends with nothing
 * left; or it clears.
 */
class ADeathBetweenCallsIT {
    /** In an upgrade, of which calls each is one that an engine dies at. */
    private static final int STRIDE = Boolean.getBoolean("berth.long") ? 1 : 2;

    private static final int MORE_CALLS_THAN_ANY_ACTION = 40;
    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @BeforeAll
    static void makeFolders() throws Exception {
        TestRootfs.make(HOST.newFolder("rootfs-2"));
        HOST.newFolder("s");
        HOST.newFolder("s-2");
        HOST.newFolder("data");
    }

    @Test
    void ofAStartLeavesAPluginThatCanBeStarted() throws Exception {
        int calls = 0;
        while (dies(Action.START, Moment.SENT, calls + 1)) {
            calls++;
            startsAgain();
        }
        assertTrue(calls >= 4, "calls: " + calls);
    }

    @Test
    void ofAnUpgradeLosesNoMountBeforeBothTasksAreCleared() throws Exception {
        int deaths = 0;
        while (dies(Action.UPGRADE, Moment.SENT, 1 + deaths * STRIDE)) {
            deaths++;
            areClearedOneByOne(deaths % 2 == 0);
        }
        areClearedOneByOne(true);
        assertTrue(deaths * STRIDE >= 6, "deaths: " + deaths);
    }

    @Test
    void ofAnUnpackLeavesNothingThatCannotBeCleared() throws Exception {
        int calls = 0;
        while (dies(Action.UNPACK, Moment.REPLIED, calls + 1)) {
            calls++;
            isCleared();
        }
        assertTrue(calls >= 5, "calls: " + calls);
    }

    /**
     * Its files are in the folder that it was given, which the manager sweeps, and nothing else is.
     */
    @Test
    void inTheMiddleOfAnUnpackLeavesFilesInItsFolderOnly() throws Exception {
        Path rootfs = HOST.folder().resolve("files");
        for (int file : new int[] {1, FaultyEngine.FILES / 2, FaultyEngine.FILES}) {
            assertTrue(dies(Action.UNPACK_FILES, Moment.SENT, file));
            assertEquals(file, rootfs.toFile().list().length);
            isCleared();
            FileTree.delete(rootfs);
        }
    }

    /** Files are looked at above; what an unpack of many asks of containerd is in that of one. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPACK_FILES")
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void atEachMomentOfEachActionLeavesNothingThatCannotBeCleared(Action action) throws Exception {
        for (Moment moment : Moment.values()) {
            for (int call = 1; dies(action, moment, call); call++) {
                startsAgain();
                assertTrue(dies(action, moment, call));
                isCleared();
            }
            isCleared();
        }
    }

    /** What it had begun goes on: mount(8) has its own life. */
    @ParameterizedTest
    @CsvSource({
        TestConfiguration.MOUNT + ",mount,START",
        TestConfiguration.UMOUNT + ",umount,STOP"
    })
    void aroundAMountLeavesAPluginThatCanBeStarted(String property, String program, Action action)
            throws Exception {
        String real = Programs.find(program);
        isKilledBy(property, action, "kill -9 $PPID; exec %s \"$@\"".formatted(real));
        startsAgain();
        isKilledBy(property, action, "%s \"$@\"; kill -9 $PPID".formatted(real));
        startsAgain();
    }

    /** It makes a mount first, and then the mount what it is to be. */
    @Test
    void betweenTheStepsOfAMountLeavesAPluginThatCanBeStarted() throws Exception {
        isKilledBy(
                TestConfiguration.MOUNT,
                Action.START,
                "cut -d' ' -f1 \"$3\" | while read f; do mount --bind $f $f; done; kill -9 $PPID");
        Path data = HOST.folder().resolve("data");
        assertEquals(List.of(data), TestFolders.mountsBelow(data));
        startsAgain();
    }

    /** Has an engine run a script in place of a program of the host, which kills the engine. */
    private static void isKilledBy(String property, Action action, String script) throws Exception {
        Path program = HOST.folder().resolve("killing-program");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        ForkedJvm engine =
                ForkedJvm.start(
                        FaultyEngine.class,
                        HOST.folder().toString(),
                        action.name(),
                        Moment.SENT.name(),
                        Integer.toString(MORE_CALLS_THAN_ANY_ACTION),
                        property,
                        program.toString());
        assertEquals(128 + 9, engine.await(), script + rest(engine));
    }

    private static boolean dies(Action action, Moment moment, int call) throws Exception {
        assertTrue(call < MORE_CALLS_THAN_ANY_ACTION);
        ForkedJvm engine =
                ForkedJvm.start(
                        FaultyEngine.class,
                        HOST.folder().toString(),
                        action.name(),
                        moment.name(),
                        Integer.toString(call));
        int code = engine.await();
        assertTrue(code == 0 || code == FaultyEngine.DIED, "exit code " + code + rest(engine));
        return code == FaultyEngine.DIED;
    }

    /** Returns what an engine said that has ended. */
    private static String rest(ForkedJvm engine) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = engine.line(); line != null; line = engine.line()) {
            rest.append('\n').append(line);
        }
        return rest.toString();
    }

    private static void startsAgain() throws Exception {
        PluginLaunch second = FaultyEngine.second(HOST.folder());
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            startsAgain(next, FaultyEngine.launch(HOST.folder()));
            if (next.ids().contains(second.id())) {
                startsAgain(next, second);
            }
        } finally {
            next.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }

    private static void startsAgain(ContainerdRuntime next, PluginLaunch launch)
            throws InterruptedException {
        Optional<PluginTask> left = next.attach(launch);
        PluginTask task = left.isPresent() ? left.get() : next.start(launch);
        task.stop(GRACE);
    }

    private static void areClearedOneByOne(boolean secondFirst) throws Exception {
        String one = FaultyEngine.launch(HOST.folder()).id();
        String two = FaultyEngine.second(HOST.folder()).id();
        boolean both = notes(one) && notes(two);
        assertTrue(isMounted(), "after the death");
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            next.clear(secondFirst ? two : one);
            assertTrue(isMounted() || !both, "after the first clearance");
            next.clear(secondFirst ? one : two);
        } finally {
            next.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }

    private static boolean notes(String id) {
        return Files.isSymbolicLink(HOST.folder().resolve("run").resolve(id).resolve("mount"));
    }

    private static boolean isMounted() throws IOException {
        Path data = HOST.folder().resolve("data");
        return TestFolders.mountsBelow(data).contains(data.resolve("v"));
    }

    private static void isCleared() throws Exception {
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            for (String id : next.ids()) {
                next.clear(id);
            }
        } finally {
            next.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }
}

package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.grpc.GrpcFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaleBundleTest {
    private static final String TASKS = "io.containerd.runtime.v2.task";
    private static final String BUNDLE = "/run/containerd/" + TASKS + "/berth/own";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // containerd 1.6 and 1.7
                "failed to start shim: mkdir " + BUNDLE + ": file exists: unknown",
                // containerd 2
                "mkdir " + BUNDLE + ": file exists: unknown",
            })
    void isWhatContainerdRefusesATaskFor(String refusal) {
        assertEquals(Optional.of(Path.of(BUNDLE)), refused(refusal).map(StaleBundle::path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to create shim task: OCI runtime create failed: mkdir "
                        + BUNDLE
                        + ": file exists: unknown",
                "failed to start shim: start failed: mkdir " + BUNDLE + ": file exists: unknown",
                "mkdir " + BUNDLE + ": file exists: exec \"x\": unknown",
                "mkdir /etc: \nmkdir " + BUNDLE + ": file exists: unknown",
                "mkdir " + BUNDLE + ": permission denied: unknown",
            })
    void isInNoOtherWords(String refusal) {
        assertEquals(Optional.empty(), refused(refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/run/" + TASKS + "/moby/own",
                "/run/" + TASKS + "/berth/other",
                "/run/" + TASKS + "/berth/own/rootfs",
                "/run/../etc/" + TASKS + "/berth/own",
                "run/" + TASKS + "/berth/own",
                "/run/io.containerd.grpc.v1.cri/berth/own",
            })
    void isNoOtherFolder(String path) {
        assertEquals(Optional.empty(), refused("mkdir " + path + ": file exists: unknown"));
    }

    @Test
    void isDeletedWithItsWorkingFolder() throws IOException {
        Path work = makeFolder("root/" + TASKS + "/berth/own");
        Path bundle = deleted(work);
        assertFalse(Files.exists(work));
        assertTrue(Files.isDirectory(work.getParent()));
        assertFalse(Files.exists(bundle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home",
                "root/" + TASKS + "/berth/other",
                "root/" + TASKS + "/moby/own",
                "root/" + TASKS + "/berth/own/more",
            })
    void isDeletedWithoutAFolderThatIsNotItsOwn(String other) throws IOException {
        Path work = makeFolder(other);
        assertFalse(Files.exists(deleted(work)));
        assertTrue(Files.isDirectory(work));
    }

    @Test
    void isDeletedWithoutWhatARoundaboutLinkRefersTo() throws IOException {
        Path work = makeFolder("root/" + TASKS + "/berth/own");
        Path around = work.resolve("../../../" + TASKS + "/berth/own");
        assertFalse(Files.exists(deleted(around)));
        assertTrue(Files.isDirectory(work));
        // Relative to this process, as it was deleted before.
        Path relative = Path.of("").toAbsolutePath().relativize(work);
        assertFalse(Files.exists(deleted(relative)));
        assertTrue(Files.isDirectory(work));
    }

    private Path deleted(Path work) throws IOException {
        Path bundle = makeFolder("state/" + TASKS + "/berth/own");
        Files.createSymbolicLink(bundle.resolve("work"), work);
        refused("mkdir " + bundle + ": file exists: unknown").orElseThrow().delete();
        return bundle;
    }

    private Path makeFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static Optional<StaleBundle> refused(String message) {
        return StaleBundle.of(
                ContainerdCallException.of(GrpcFailures.unknown(message)), "berth", "own");
    }
}

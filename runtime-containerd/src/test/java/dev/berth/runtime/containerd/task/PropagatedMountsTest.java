package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.host.GatedProgram;
import dev.berth.runtime.containerd.host.HostTools;
import dev.berth.shared.host.HostProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.TestFolders;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PropagatedMountsTest {
    private static final int ROUNDS = 30;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier together = new CyclicBarrier(2);
    private Path host;
    private Path data;
    private RunFolder one;
    private RunFolder two;

    @BeforeEach
    void makeFolders() throws IOException {
        host = Files.createTempDirectory("propagated").toRealPath();
        data = Files.createDirectory(host.resolve("data"));
        one = runFolder("task");
        two = runFolder("task-2");
    }

    @AfterEach
    void deleteFolders() {
        threads.shutdownNow();
        TestFolders.delete(host);
    }

    @Test
    void areMadeByTheFirstAndUndoneByTheLast() throws Exception {
        for (List<RunFolder> order : List.of(List.of(one, two), List.of(two, one))) {
            PropagatedMounts mounts = mounts("mount", "umount");
            mounts.hold(one, data, List.of());
            mountBelow("v");
            mounts.hold(two, data, List.of());
            assertEquals(List.of(data.resolve("v"), data), mounted());
            mounts.release(order.get(0), List.of());
            assertEquals(Optional.empty(), order.get(0).propagatedMount().get());
            assertEquals(List.of(data.resolve("v"), data), mounted());
            // Another engine's, which knows the notes only.
            mounts("mount", "umount").release(order.get(1), List.of());
            assertEquals(Optional.empty(), order.get(1).propagatedMount().get());
            assertEquals(List.of(), mounted());
        }
    }

    @Test
    void areUndoneByOneProcessWithTheOtherMountsOfTheirTask() throws Exception {
        Path socket = Files.createDirectory(host.resolve("socket"));
        Programs.run("mount", "-t", "tmpfs", "test", socket.toString());
        mounts("mount", "umount").hold(one, data, List.of());
        mountBelow("v");
        Path calls = host.resolve("calls");
        Path umount = host.resolve("umount");
        Files.writeString(umount, "#!/bin/sh\necho >>%s\nexec umount \"$@\"\n".formatted(calls));
        Files.setPosixFilePermissions(umount, PosixFilePermissions.fromString("rwx------"));
        mounts("mount", umount.toString()).release(one, List.of(socket));
        assertEquals(List.of(), mounted());
        assertEquals(1, Files.readAllLines(calls).size());
    }

    @Test
    void areDetachedWhereTheyAreBusy() throws Exception {
        mounts("mount", "umount").hold(one, data, List.of());
        mountBelow("v");
        mountBelow("w");
        try (InputStream open = Files.newInputStream(Files.createFile(data.resolve("v/file")))) {
            mounts("mount", "umount").release(one, List.of());
            assertEquals(List.of(), mounted());
            assertEquals(-1, open.read());
        }
    }

    @Test
    void haveNoSetuidBitsAndNoDevicesForTheHost() throws Exception {
        mounts("mount", "umount").hold(one, data, List.of());
        assertRestricted();
        mounts("mount", "umount").release(one, List.of());
        // One that was made by an engine before this one is mended when a task has it anew.
        Programs.run("mount", "--bind", data.toString(), data.toString());
        one.propagatedMount().set(data);
        mounts("mount", "umount").hold(two, data, List.of());
        assertRestricted();
        mounts("mount", "umount").release(one, List.of());
        mounts("mount", "umount").release(two, List.of());
        assertEquals(List.of(), mounted());
    }

    private void assertRestricted() throws IOException, InterruptedException {
        String options = Programs.run("findmnt", "-n", "-o", "VFS-OPTIONS", data.toString());
        assertTrue(options.contains("nosuid") && options.contains("nodev"), options);
    }

    @Test
    void areNotThoseOfATaskWhoseFolderOrIdBeginsLikeAnother() throws Exception {
        PropagatedMounts mounts = mounts("mount", "umount");
        Path other = Files.createDirectory(host.resolve("data-2"));
        mounts.hold(one, data, List.of());
        mounts.hold(two, other, List.of());
        mounts.release(one, List.of());
        assertEquals(List.of(other), mounted());
        mounts.release(one, List.of());
        mounts.release(two, List.of());
        assertEquals(List.of(), mounted());
    }

    @Test
    void areFoundByTheirRealPaths() throws Exception {
        PropagatedMounts mounts = mounts("mount", "umount");
        Path link = Files.createSymbolicLink(host.resolve("link"), host);
        mounts.hold(one, data, List.of());
        mounts.hold(two, link.resolve("data"), List.of());
        assertEquals(List.of(data), mounted());
        mounts.release(one, List.of());
        assertEquals(List.of(data), mounted());
        mounts.release(two, List.of());
        assertEquals(List.of(), mounted());
    }

    @Test
    void areNotHinderedByStrayFilesAmongTheRunFolders() throws Exception {
        PropagatedMounts mounts = mounts("mount", "umount");
        Files.createFile(one.path().resolveSibling("file"));
        Files.createDirectories(one.path().resolveSibling("folder/mount"));
        mounts.hold(one, data, List.of());
        mounts.release(one, List.of());
        assertEquals(List.of(), mounted());
    }

    @Test
    void areNotedBeforeTheyAreMade() throws Exception {
        PropagatedMounts mounts = mounts("false", "umount");
        assertThrows(IOException.class, () -> mounts.hold(one, data, List.of()));
        assertEquals(Optional.of(data), one.propagatedMount().get());
        mounts.release(one, List.of());
        assertEquals(Optional.empty(), one.propagatedMount().get());
    }

    @Test
    void areMadeByTheSecondWhenTheFirstEngineDiedBeforeIt() throws Exception {
        one.propagatedMount().set(data);
        PropagatedMounts mounts = mounts("mount", "umount");
        mounts.hold(two, data, List.of());
        assertEquals(List.of(data), mounted());
        assertShared();
    }

    @Test
    void becomeSharedWhenTheFirstEngineDiedBeforeThat() throws Exception {
        one.propagatedMount().set(data);
        Programs.run("mount", "--bind", "--make-private", data.toString(), data.toString());
        PropagatedMounts mounts = mounts("mount", "umount");
        mounts.hold(two, data, List.of());
        assertEquals(List.of(data), mounted());
        assertShared();
    }

    @Test
    void stayNotedUntilTheyAreUndone() throws Exception {
        mounts("mount", "umount").hold(one, data, List.of());
        PropagatedMounts failing = mounts("mount", "false");
        IOException e = assertThrows(IOException.class, () -> failing.release(one, List.of()));
        assertEquals("these mounts cannot be undone: [" + data + "]", e.getMessage());
        assertEquals(Optional.of(data), one.propagatedMount().get());
        mounts("mount", "umount").release(one, List.of());
        assertEquals(List.of(), mounted());
    }

    @Test
    void cannotBeHeldWhileTheyAreUndoneForAnotherTask() throws Exception {
        try (GatedProgram gate = new GatedProgram(host, "umount", "")) {
            PropagatedMounts mounts = mounts("mount", gate.program().path());
            mounts.hold(one, data, List.of());
            Future<?> released = threads.submit(call(() -> mounts.release(one, List.of())));
            gate.awaitCall();
            // Whoever waits for its turn is interrupted; whoever does not goes on.
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> mounts.hold(two, data, List.of()));
            assertEquals(Optional.empty(), two.propagatedMount().get());
            Future<?> held = threads.submit(call(() -> mounts.hold(two, data, List.of())));
            gate.open();
            await(released);
            await(held);
        }
        assertEquals(List.of(data), mounted());
        assertShared();
    }

    @Test
    void ofOnePluginDoNotWaitForThoseOfAnother() throws Exception {
        Path other = Files.createDirectory(host.resolve("other"));
        try (GatedProgram gate = new GatedProgram(host, "umount", "")) {
            PropagatedMounts mounts = mounts("mount", gate.program().path());
            mounts.hold(one, data, List.of());
            Future<?> released = threads.submit(call(() -> mounts.release(one, List.of())));
            gate.awaitCall();
            await(threads.submit(call(() -> mounts.hold(two, other, List.of()))));
            assertEquals(List.of(other, data), mounted());
            gate.open();
            await(released);
        }
        assertEquals(List.of(other), mounted());
    }

    @Test
    void areThereAfterAStartThatRacesWithTheOthersClearance() throws Exception {
        PropagatedMounts mounts = mounts("mount", "umount");
        for (int round = 0; round < ROUNDS; round++) {
            mounts.hold(one, data, List.of());
            atOnce(() -> mounts.release(one, List.of()), () -> mounts.hold(two, data, List.of()));
            assertEquals(List.of(data), mounted());
            assertShared();
            mounts.release(two, List.of());
            assertEquals(List.of(), mounted());
        }
    }

    @Test
    void areUndoneByTwoClearancesAtOnce() throws Exception {
        PropagatedMounts mounts = mounts("mount", "umount");
        for (int round = 0; round < ROUNDS; round++) {
            atOnce(
                    () -> mounts.hold(one, data, List.of()),
                    () -> mounts.hold(two, data, List.of()));
            assertEquals(List.of(data), mounted());
            atOnce(() -> mounts.release(one, List.of()), () -> mounts.release(two, List.of()));
            assertEquals(List.of(), mounted());
        }
    }

    /** What a task does to its mount. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static Callable<Void> call(Step step) {
        return () -> {
            step.run();
            return null;
        };
    }

    private void atOnce(Step first, Step second) throws Exception {
        Future<?> one = threads.submit(call(() -> after(first)));
        Future<?> two = threads.submit(call(() -> after(second)));
        await(one);
        await(two);
    }

    private void after(Step step) throws IOException, InterruptedException {
        try {
            together.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        step.run();
    }

    private static void await(Future<?> future) throws Exception {
        future.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private RunFolder runFolder(String id) throws IOException {
        RunFolder folder = RunFolder.of(host.resolve("run"), id);
        Files.createDirectories(folder.path());
        return folder;
    }

    private PropagatedMounts mounts(String mount, String umount) {
        HostTools tools =
                HostTools.of(
                        new HostProgram("mkfifo"), new HostProgram(mount), new HostProgram(umount));
        return new PropagatedMounts(tools.mounts(), tools.unmounter());
    }

    private void mountBelow(String name) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve(name));
        Programs.run("mount", "-t", "tmpfs", "test", folder.toString());
    }

    private List<Path> mounted() throws IOException {
        return TestFolders.mountsBelow(host);
    }

    private void assertShared() throws IOException, InterruptedException {
        assertEquals(
                "shared",
                Programs.run("findmnt", "-n", "-o", "PROPAGATION", data.toString()).strip());
    }
}

package dev.berth.example.volumeplugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
    @TempDir Path folder;
    private Volumes volumes;

    @BeforeEach
    void start() {
        volumes =
                new Volumes(
                        folder.resolve("data"),
                        new BindMounts(folder.resolve("mounts")),
                        VolumeCapabilities.of(Scope.LOCAL));
    }

    @AfterEach
    void stop() {
        volumes.close();
    }

    @Test
    void areListedOnceTheyAreMade() {
        assertEquals(List.of(), volumes.list());
        volumes.create("v1", Map.of());
        volumes.create("v1", Map.of());
        assertEquals(List.of("v1"), volumes.list().stream().map(Volume::name).toList());
        assertEquals(Set.of(), volumes.get("v1").status().get("users"));
    }

    @Test
    void outliveThePlugin() {
        volumes.create("v1", Map.of());
        start();
        assertEquals("v1", volumes.get("v1").name());
    }

    @Test
    void areMountedFromTheFirstUseToTheEndOfTheLast() throws IOException {
        assumeTrue(isRoot());
        volumes.create("v1", Map.of());
        Mountpoint mounted = Mountpoint.of(folder.resolve("mounts/v1").toString());
        assertEquals(mounted, volumes.mount("v1", "one"));
        assertEquals(mounted, volumes.mount("v1", "two"));
        Files.writeString(folder.resolve("mounts/v1/hello"), "world");
        assertEquals("world", Files.readString(folder.resolve("data/v1/hello")));
        volumes.unmount("v1", "one");
        assertEquals(Optional.of(mounted), volumes.path("v1"));
        assertEquals(Optional.of(mounted), volumes.get("v1").mountpoint());
        volumes.unmount("v1", "two");
        assertEquals(Optional.empty(), volumes.path("v1"));
        assertFalse(Files.exists(folder.resolve("mounts/v1")));
        volumes.unmount("v1", "two");
    }

    @Test
    void areUnmountedWhenThePluginStops() {
        assumeTrue(isRoot());
        volumes.create("v1", Map.of());
        volumes.mount("v1", "one");
        volumes.close();
        assertFalse(Files.exists(folder.resolve("mounts/v1")));
    }

    @Test
    void areUnmountedAtTheStartWhenThePluginWasKilled() {
        assumeTrue(isRoot());
        volumes.create("v1", Map.of());
        volumes.mount("v1", "one");
        start();
        assertFalse(Files.exists(folder.resolve("mounts/v1")));
    }

    @Test
    void cannotBeRemovedWhileTheyAreUsed() {
        assumeTrue(isRoot());
        volumes.create("v1", Map.of());
        volumes.mount("v1", "one");
        assertEquals("volume v1 is used by [one]", refused(() -> volumes.remove("v1")));
    }

    @Test
    void areGoneWithTheirDataWhenTheyAreRemoved() throws IOException {
        volumes.create("v1", Map.of());
        Files.createDirectories(folder.resolve("data/v1/a/b"));
        Files.createDirectories(folder.resolve("data/.v1/cut/short"));
        volumes.remove("v1");
        assertFalse(Files.exists(folder.resolve("data/v1")));
        assertFalse(Files.exists(folder.resolve("data/.v1")));
        assertEquals("there is no volume v1", refused(() -> volumes.get("v1")));
        assertEquals("there is no volume v1", refused(() -> volumes.path("v1")));
    }

    @Test
    void cannotHaveANameThatLeadsOutOfTheFolder() {
        assertThrows(IllegalArgumentException.class, () -> volumes.create("../v", Map.of()));
        assertEquals("there is no volume ../v", refused(() -> volumes.get("../v")));
    }

    private static String refused(Runnable call) {
        return assertThrows(IllegalStateException.class, call::run).getMessage();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}

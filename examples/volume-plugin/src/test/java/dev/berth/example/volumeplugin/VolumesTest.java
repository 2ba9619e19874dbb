package dev.berth.example.volumeplugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
    private static final String NAME = "{\"Name\":\"v1\"}";

    @TempDir Path folder;
    private PluginProcess plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = new PluginProcess(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        plugin.stop();
    }

    @Test
    void isListedOnceItIsMade() throws IOException {
        assertEquals("200 {\"Volumes\":[]}", plugin.call("VolumeDriver.List", "{}"));
        create();
        assertTrue(plugin.call("VolumeDriver.List", "{}").contains("\"Name\":\"v1\""));
    }

    @Test
    void keepsItsOptionsWhenThePluginStartsAgain() throws Exception {
        plugin.call("VolumeDriver.Create", "{\"Name\":\"v1\",\"Opts\":{\"a\":\"b \\\"c\\\"\"}}");
        plugin.stop();
        plugin = new PluginProcess(folder);
        String volume = plugin.call("VolumeDriver.Get", NAME);
        assertTrue(volume.contains("\"options\":{\"a\":\"b \\\"c\\\"\"}"), volume);
        assertTrue(volume.contains("\"CreatedAt\":\"20"), volume);
    }

    @Test
    void isMountedFromTheFirstUseToTheEndOfTheLast() throws IOException {
        assumeTrue(isRoot());
        create();
        String mounted = "200 {\"Mountpoint\":\"%s/mounts/v1\"}".formatted(folder);
        assertEquals(mounted, plugin.call("VolumeDriver.Mount", use("one")));
        assertEquals(mounted, plugin.call("VolumeDriver.Mount", use("two")));
        Files.writeString(folder.resolve("mounts/v1/hello"), "world");
        assertEquals("world", Files.readString(folder.resolve("data/v1/data/hello")));
        assertEquals("200 {}", plugin.call("VolumeDriver.Unmount", use("one")));
        assertEquals(mounted, plugin.call("VolumeDriver.Path", NAME));
        assertEquals("200 {}", plugin.call("VolumeDriver.Unmount", use("two")));
        assertEquals("200 {\"Mountpoint\":\"\"}", plugin.call("VolumeDriver.Path", NAME));
        assertFalse(Files.exists(folder.resolve("mounts/v1")));
        assertEquals("200 {}", plugin.call("VolumeDriver.Unmount", use("two")));
    }

    @Test
    void isUnmountedWhenThePluginStops() throws Exception {
        assumeTrue(isRoot());
        create();
        plugin.call("VolumeDriver.Mount", use("one"));
        plugin.stop();
        assertFalse(Files.exists(folder.resolve("mounts/v1")));
    }

    @Test
    void isUnmountedAtTheStartWhenThePluginWasKilled() throws Exception {
        assumeTrue(isRoot());
        create();
        plugin.call("VolumeDriver.Mount", use("one"));
        new PluginProcess(folder).stop();
        assertFalse(Files.exists(folder.resolve("mounts/v1")));
    }

    @Test
    void cannotBeRemovedWhileItIsUsed() throws IOException {
        assumeTrue(isRoot());
        create();
        plugin.call("VolumeDriver.Mount", use("one"));
        assertEquals(
                "500 {\"Err\":\"volume v1 is used by [one]\"}",
                plugin.call("VolumeDriver.Remove", NAME));
    }

    @Test
    void isGoneWithItsDataWhenItIsRemoved() throws IOException {
        create();
        Files.writeString(folder.resolve("data/v1/data/hello"), "world");
        assertEquals("200 {}", plugin.call("VolumeDriver.Remove", NAME));
        assertFalse(Files.exists(folder.resolve("data/v1")));
        assertEquals(
                "500 {\"Err\":\"there is no volume v1\"}", plugin.call("VolumeDriver.Get", NAME));
    }

    @Test
    void startsEmptyWhenItsRemovalWasCutShortBefore() throws IOException {
        Files.createDirectories(folder.resolve("data/v1/data"));
        Files.writeString(folder.resolve("data/v1/data/old"), "x");
        create();
        assertFalse(Files.exists(folder.resolve("data/v1/data/old")));
    }

    @Test
    void cannotHaveANameThatLeadsOutOfTheFolder() throws IOException {
        assertTrue(plugin.call("VolumeDriver.Create", "{\"Name\":\"../v\"}").startsWith("400 {"));
        assertTrue(plugin.call("VolumeDriver.Get", "{\"Name\":\"../v\"}").startsWith("500 {"));
    }

    private void create() throws IOException {
        assertEquals("200 {}", plugin.call("VolumeDriver.Create", NAME));
    }

    private static String use(String id) {
        return "{\"Name\":\"v1\",\"ID\":\"%s\"}".formatted(id);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}

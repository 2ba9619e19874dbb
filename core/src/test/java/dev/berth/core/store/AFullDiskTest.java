package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.settings.SettingOverrides;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.testing.Tmpfs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that is full, or turned read-only, loses nothing and keeps no engine from starting. */
class AFullDiskTest extends PluginStoreFixture {
    private Tmpfs disk;
    private PluginDocument old;

    @BeforeEach
    void mount() throws Exception {
        disk = Tmpfs.mount(root());
        open();
        old = add(store, 1, "layer");
    }

    @AfterEach
    void unmount() throws Exception {
        close();
        store = null;
        disk.close();
    }

    @Test
    void keepsTheOldDocument() throws Exception {
        disk.fill();
        SettingOverrides large =
                new SettingOverrides(
                        Map.of("A", "x".repeat(20_000)), null, Map.of(), Map.of(), Map.of());
        PluginStorageException full =
                assertThrows(
                        PluginStorageException.class, () -> store.save(old.withSettings(large)));
        assertTrue(full.getMessage().contains("unchanged"), full.getMessage());
        assertEquals(old, open().get(0).document());
        assertEquals(
                List.of("file", "plugin.json"), files("plugins"), "nothing of the new one is left");
    }

    @Test
    void keepsNothingOfWhatDidNotFit() throws Exception {
        String large = "x".repeat(600_000);
        assertThrows(Exception.class, () -> add(store, 2, large));
        assertEquals(List.of(), files("tmp"));
        assertEquals(1, open().size());
        add(store, 3, "small");
    }

    @Test
    void isNotKeptFullByADownloadThatDidNotFit() throws Exception {
        String large = "x".repeat(600_000);
        try (BlobPart part = store.blobs().resume(descriptor(large))) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(large.getBytes());
            assertThrows(IOException.class, () -> part.append(bytes, done -> {}));
        }
        assertEquals(List.of(), files("parts"));
        add(store, 3, "small");
    }

    @Test
    void keepsTheOldVersionWhenTheNewDoesNotFit() throws Exception {
        Map<String, String> env = Map.of("A", "x".repeat(20_000));
        PluginDocument after =
                old.withVersions(unpackedTo("rootfs-2", old), List.of())
                        .withSettings(new SettingOverrides(env, null, Map.of(), Map.of(), Map.of()))
                        .withLimits(1, 1);
        try (StagedRootfs staging = store.stage(old.id())) {
            Files.writeString(staging.rootfs().resolve("file"), "new");
            disk.fill();
            assertThrows(PluginException.class, () -> store.replace(old, after, staging));
        }
        assertEquals(List.of("file", "plugin.json"), files("plugins"));
        assertEquals(old, open().get(0).document());
        Files.delete(root().resolve("ballast"));
        store.blobs().hold(after.digests());
        try (StagedRootfs staging = store.stage(old.id())) {
            store.replace(old, after, staging);
        }
        assertEquals(after, open().get(0).document());
    }

    @Test
    void doesNotKeepTheEngineFromStarting() throws Exception {
        disk.fill();
        assertEquals(old, open().get(0).document());
        store.remove(old);
        assertEquals(List.of(), open());
    }

    @Test
    void doesNotKeepTheEngineFromStartingWithADamagedPlugin() throws Exception {
        add(store, 2, "other");
        Files.writeString(folder(2).resolve("plugin.json"), "{");
        disk.fill();
        assertEquals(List.of(old), open().stream().map(StoredPlugin::document).toList());
        assertTrue(log.has("is set aside"), log.lines().toString());
        assertTrue(has(descriptor("other")), "its content may be what mends it");
    }

    @Test
    void turnedReadOnlyKeepsTheOldDocument() throws Exception {
        store.close();
        store = null;
        disk.turnReadOnly();
        assertThrows(PluginStorageException.class, this::open);
        disk.turnWritable();
        assertEquals(old, open().get(0).document(), "and the lock is free");
    }
}

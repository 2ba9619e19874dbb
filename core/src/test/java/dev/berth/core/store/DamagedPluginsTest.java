package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DamagedPluginsTest extends PluginStoreFixture {
    private Path damaged() {
        return root().resolve("damaged");
    }

    @Test
    void ofAPluginWithoutADocumentNothingIsLeftButWhatOthersNeed() throws Exception {
        open();
        PluginDocument one = add(store, 1, "shared", "of 1");
        PluginDocument two = add(store, 2, "shared");
        Files.createDirectories(store.propagatedMount(id(1)));
        Files.delete(folder(1).resolve("plugin.json"));
        assertEquals(List.of(id(2)), open().stream().map(p -> p.document().id()).toList());
        assertEquals(Set.of(id(1)), store.lost());
        assertTrue(
                log.has(
                        "plugin %s has no plugin.json any more, and with it no name and no settings: its process is ended and %s is deleted; install it again"
                                .formatted(id(1), folder(1))),
                log.lines().toString());
        assertEquals(List.of(folder(1)), store.remains(id(1)), "a trace until it has ended");
        assertFalse(has(one.layers().get(1)));
        assertFalse(has(one.config()));
        assertTrue(has(two.layers().get(0)));

        store.discard(id(1));
        assertEquals(Set.of(), store.lost());
        assertFalse(Files.exists(folder(1)));
        assertFalse(Files.exists(damaged()));
        assertEquals(List.of(), files("tmp"));
        assertEquals(1, open().size());
        assertEquals(Set.of(), store.lost());
    }

    @Test
    void filesThatALostPluginHadMadeAreKeptAndHoldNoContent() throws Exception {
        open();
        add(store, 1, "layer 1");
        Files.createDirectories(store.propagatedMount(id(1)).resolve("volume"));
        Files.writeString(store.propagatedMount(id(1)).resolve("volume/file"), "a user's");
        Files.delete(folder(1).resolve("plugin.json"));
        open();
        store.discard(id(1));
        Path kept = damaged().resolve(id(1));
        assertEquals("a user's", Files.readString(kept.resolve("propagated-mount/volume/file")));
        assertEquals(List.of(id(1) + ".reason.txt", "file"), files("damaged"));
        assertTrue(
                log.has("the files that plugin %s had made are kept in %s".formatted(id(1), kept)));
        put(store, descriptor("nobody's"), "nobody's");
        open();
        assertFalse(has(descriptor("nobody's")));
        assertTrue(Files.exists(kept.resolve("propagated-mount/volume/file")));
    }

    @Test
    void contentThatIsKeptForOneThatIsSetAsideIsWhole() throws Exception {
        open();
        add(store, 1, "layer 1");
        put(store, descriptor("whole"), "whole");
        put(store, descriptor("torn"), "torn");
        // It has its name before it is synced.
        Files.writeString(store.blobs().path(descriptor("torn").digest()), "to\0\0");
        Files.writeString(folder(1).resolve("plugin.json"), "{");
        assertEquals(List.of(), open());
        assertTrue(has(descriptor("whole")));
        assertTrue(has(descriptor("layer 1")));
        assertFalse(has(descriptor("torn")));
    }

    @Test
    void isSetAsideWhoseDocumentIsThereAndNoFile() throws Exception {
        open();
        for (int i = 1; i <= 2; i++) {
            add(store, i, "layer");
            Files.delete(folder(i).resolve("plugin.json"));
        }
        Files.createDirectory(folder(1).resolve("plugin.json"));
        Files.createSymbolicLink(folder(2).resolve("plugin.json"), Path.of("nowhere"));
        assertEquals(List.of(), open());
        assertEquals(Set.of(), store.lost());
        for (int i = 1; i <= 2; i++) {
            assertTrue(Files.exists(damaged().resolve(id(i)).resolve("rootfs/file")));
            Path reason = damaged().resolve(id(i) + ".reason.txt");
            assertEquals("plugin.json is no file\n", Files.readString(reason));
        }
    }

    @Test
    void aFolderThatIsNoPluginsIsSetAside() throws Exception {
        open();
        Files.createDirectories(root().resolve("plugins/lost+found"));
        open();
        assertEquals(Set.of(), store.lost());
        assertTrue(Files.exists(damaged().resolve("lost+found")));
        assertEquals(List.of(), store.remains("lost+found"), "no task has such an ID");
    }

    @Test
    void aPluginWhoseFolderIsDeletedUnderTheEngineCanBeSavedAndRemoved() throws Exception {
        open();
        PluginDocument one = add(store, 1, "of 1");
        FileTree.delete(folder(1));
        store.save(one.withWanted(false));
        assertTrue(Files.exists(folder(1).resolve("plugin.json")));
        assertTrue(log.has("was deleted: remove the plugin and install it again"));
        FileTree.delete(folder(1));
        store.remove(one);
        assertFalse(has(one.layers().get(0)));
        assertFalse(Files.exists(folder(1)));
    }

    @Test
    void nothingIsDiscardedByAnEngineThatHasStopped() throws Exception {
        open();
        add(store, 1, "of 1");
        Files.delete(folder(1).resolve("plugin.json"));
        open();
        store.close();
        assertThrows(PluginStorageException.class, () -> store.discard(id(1)));
        assertTrue(Files.exists(folder(1).resolve("rootfs/file")));
    }
}

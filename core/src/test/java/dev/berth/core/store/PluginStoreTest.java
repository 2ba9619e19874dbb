package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.core.secret.SecretReference;
import dev.berth.core.secret.SecretSource;
import dev.berth.core.settings.SettingOverrides;
import dev.berth.shared.file.FileTree;
import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginStoreTest extends PluginStoreFixture {

    @Test
    void isEmptyAtFirstAndForItsOwnerOnly() throws Exception {
        assertEquals(List.of(), open());
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root())));
        assertEquals(
                "{\"imageLayoutVersion\":\"1.0.0\"}\n",
                Files.readString(root().resolve("content/oci-layout")));
    }

    @Test
    void givesBackWhatWasPutIn() throws Exception {
        open();
        PluginDocument plain = add(store, 1, "layer");
        PluginDocument rich =
                add(store, 2, "a", "b")
                        .withSettings(
                                new SettingOverrides(
                                        Map.of("A", "1", "E", ""),
                                        List.of("x", ""),
                                        Map.of("m", "/x"),
                                        Map.of("d", "/dev/x"),
                                        Map.of(
                                                "S",
                                                SecretReference.of("S", SecretSource.FILE, "/s"))))
                        .withWanted(true)
                        .withLimits(7000, 9000);
        store.save(rich);
        List<PluginDocument> read = open().stream().map(StoredPlugin::document).toList();
        assertEquals(2, read.size());
        assertTrue(read.containsAll(List.of(plain, rich)), read.toString());
    }

    @Test
    void readsAnOlderDocument() throws Exception {
        open();
        add(store, 1, "layer");
        change(
                1,
                json -> {
                    json.put("format", 0);
                    json.remove(List.of("source", "startMillis", "callMillis", "wanted"));
                    json.put("a field of former times", 1);
                });
        PluginDocument read = open().get(0).document();
        assertFalse(read.wanted());
        assertEquals(PluginDocument.FORMAT, read.withWanted(true).withLimits(1, 1).format());
        assertEquals(PluginDocument.FORMAT, read.withSettings(SettingOverrides.NONE).format());
    }

    static Stream<Consumer<ObjectNode>> damages() {
        return Stream.of(
                json -> json.put("format", 99),
                json -> json.put("id", id(7)),
                json -> json.remove("name"),
                json -> json.put("name", "NO Name"),
                json -> json.put("source", "NO Name"),
                json -> json.remove("config"),
                json -> json.set("manifest", NullNode.instance),
                json -> json.remove("layers"),
                json -> json.withArray("layers").addNull(),
                json -> json.remove("settings"),
                json -> json.put("rootfs", "../../../etc"),
                json -> json.put("rootfs", "rootfs-x"),
                json -> json.put("rootfs", "rootfs-2"),
                json -> json.withObject("config").put("digest", "sha256:../../x"),
                json -> json.withObject("config").remove("digest"),
                json -> json.withObject("manifest").put("size", -1),
                json -> json.put("wanted", "perhaps"),
                ObjectNode::removeAll);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void setsADamagedPluginAsideAndLoadsTheOthers(Consumer<ObjectNode> damage) throws Exception {
        open();
        add(store, 1, "layer 1");
        add(store, 2, "layer 2");
        change(1, damage);
        isSetAside(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "7", "\0\0\0\0", "{\"format\":1}", "\"x\""})
    void setsAPluginAsideWhoseDocumentIsNone(String text) throws Exception {
        open();
        add(store, 1, "layer 1");
        add(store, 2, "layer 2");
        Files.writeString(folder(1).resolve("plugin.json"), text);
        isSetAside(1);
    }

    @Test
    void setsAPluginAsideThatLacksAPart() throws Exception {
        open();
        add(store, 2, "layer 2");
        add(store, 3, "layer 3");
        FileTree.delete(folder(3).resolve("rootfs"));
        assertTrue(isSetAside(3).contains("rootfs is missing"));
    }

    @Test
    void setsAPluginAsideWhoseContentIsDamaged() throws Exception {
        open();
        PluginDocument one = add(store, 1, "layer 1");
        add(store, 2, "layer 2");
        Files.writeString(store.blobs().path(one.config().digest()), "{}");
        assertTrue(isSetAside(1).contains("is damaged"));
        open();
        PluginDocument three = add(store, 3, "layer 3");
        Files.delete(store.blobs().path(three.config().digest()));
        assertTrue(isSetAside(3).contains("is missing"));
    }

    @Test
    void setsAFileAsideThatIsNoFolder() throws Exception {
        open();
        add(store, 2, "layer 2");
        Files.writeString(root().resolve("plugins/stray"), "x");
        assertEquals(1, open().size());
        assertTrue(Files.exists(root().resolve("damaged/stray")));
    }

    @Test
    void keepsTheContentOfWhatWasSetAside() throws Exception {
        open();
        PluginDocument one = add(store, 1, "layer 1");
        change(1, json -> json.put("format", 99));
        open();
        open();
        assertTrue(has(one.layers().get(0)), "its content may be what mends it");
        change99(1);
        Files.move(root().resolve("damaged").resolve(id(1)), folder(1));
        assertEquals(1, open().size(), "it can be put back");
    }

    @Test
    void keepsWhatWasSetAsideBefore() throws Exception {
        open();
        for (int i = 0; i < 3; i++) {
            add(store, 1, "layer 1");
            Files.writeString(folder(1).resolve("plugin.json"), "damage " + i);
            open();
        }
        assertEquals(
                "damage 0", Files.readString(root().resolve("damaged/" + id(1) + "/plugin.json")));
        assertEquals(
                "damage 2",
                Files.readString(root().resolve("damaged/" + id(1) + "-3/plugin.json")));
    }

    @Test
    void deletesWhatNoPluginNeeds() throws Exception {
        open();
        PluginDocument one = add(store, 1, "layer 1");
        put(store, descriptor("nobody's"), "nobody's");
        Files.createDirectories(root().resolve("tmp/half/rootfs/x"));
        Files.createSymbolicLink(root().resolve("tmp/half/rootfs/etc"), Path.of("/etc"));
        Files.createDirectories(folder(1).resolve("rootfs-2/half"));
        open();
        assertFalse(has(descriptor("nobody's")));
        assertTrue(has(one.layers().get(0)));
        assertEquals(List.of(), files("tmp"));
        assertTrue(Files.exists(Path.of("/etc/passwd")));
        assertFalse(Files.exists(folder(1).resolve("rootfs-2")));
    }

    @Test
    void keepsContentThatAnotherPluginNeeds() throws Exception {
        open();
        PluginDocument one = add(store, 1, "shared", "of 1");
        PluginDocument two = add(store, 2, "shared", "of 2");
        store.remove(one);
        assertTrue(has(descriptor("shared")));
        assertFalse(has(descriptor("of 1")));
        open();
        assertTrue(has(descriptor("shared")));
        store.remove(two);
        assertEquals(List.of(), files("content/blobs"));
        assertEquals(List.of(), open());
    }

    @Test
    void takesABlobOnlyIfItIsWhatWasPromised() throws Exception {
        open();
        for (String other : new String[] {"", "layes", "layer and more"}) {
            byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
            IOException refusal =
                    assertThrows(
                            IOException.class, () -> store.blobs().put(descriptor("layer"), bytes));
            assertTrue(refusal.getMessage().contains("was promised"), refusal.getMessage());
        }
        assertEquals(List.of(), files("tmp"));
        assertEquals(List.of(), files("content/blobs"));
    }

    @Test
    void hashesABlobThatItMakes() throws Exception {
        open();
        try (BlobWriter blob = store.blobs().writer()) {
            blob.write("la".getBytes(StandardCharsets.UTF_8));
            blob.write('y');
            blob.write("er".getBytes(StandardCharsets.UTF_8));
            assertEquals(descriptor("layer"), blob.commit("application/x"));
        }
        try (BlobWriter dropped = store.blobs().writer()) {
            dropped.write(1);
        }
        assertEquals("layer", new String(store.blobs().read(descriptor("layer"))));
        assertEquals(List.of(), files("tmp"));
    }

    @Test
    void leavesNothingOfAStagingThatWasNotCommitted() throws Exception {
        open();
        try (StagedRootfs staging = store.stage(id(1))) {
            Files.writeString(staging.rootfs().resolve("x"), "x");
            store.prepare(staging, document(store, 1));
        }
        assertEquals(List.of(), files("tmp"));
        assertEquals(List.of(), open());
    }

    /** Opens the store, and returns why a plugin was set aside. */
    private String isSetAside(int number) throws Exception {
        List<StoredPlugin> read = open();
        assertTrue(read.stream().noneMatch(p -> p.document().id().equals(id(number))));
        assertTrue(read.stream().anyMatch(p -> p.document().id().equals(id(2))), log.lines() + "");
        assertFalse(Files.exists(folder(number)));
        Path place = root().resolve("damaged").resolve(id(number));
        assertTrue(Files.isDirectory(place));
        assertTrue(log.has("is set aside"), log.lines().toString());
        String reason = Files.readString(place.resolveSibling(id(number) + ".reason.txt"));
        assertFalse(reason.isBlank() || reason.equals("null\n"), reason);
        return reason;
    }

    private void change99(int number) throws IOException {
        Path file = root().resolve("damaged").resolve(id(number)).resolve("plugin.json");
        Files.writeString(file, Files.readString(file).replace(":99", ":1"));
    }

    @Test
    void tellsEachMistakeOfADocumentInWordsForUsers() throws Exception {
        open();
        store.save(add(store, 1, "layer").withWanted(true).withLimits(7000, 9000));
        Path file = folder(1).resolve("plugin.json");
        DocumentReaderContract.assertKept(
                Files.readString(file),
                IOException.class,
                document -> {
                    Files.write(file, document);
                    PluginDocumentFiles.read(folder(1));
                });
    }
}

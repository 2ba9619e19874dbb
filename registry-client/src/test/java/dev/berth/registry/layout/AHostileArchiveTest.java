package dev.berth.registry.layout;

import static dev.berth.registry.layout.LayoutSample.LAYOUTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginRegistry;
import dev.berth.testing.RawTar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test is one class of attack by an archive that somebody else made. */
@Timeout(30)
class AHostileArchiveTest {
    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, 5000);
    private final Descriptor manifest = plugin.manifest().manifest();
    private final String index = LayoutSample.index(SamplePlugin.json(manifest));
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("in").resolve("hostile.tar");
    }

    private PluginRegistry holding(byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return LAYOUTS.at(Files.write(file, bytes));
    }

    private void assertRefused(Reason reason, String words, byte[] bytes) throws IOException {
        PluginRegistry registry = holding(bytes);
        RegistryException error =
                assertThrows(RegistryException.class, () -> LayoutSample.resolve(registry, "a/b"));
        assertEquals(reason, error.reason(), error.getMessage());
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    private byte[] plain() {
        return LayoutSample.blobs(plugin).file("index.json", index).end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../evil", "/evil", "blobs/../../evil", "blobs/sha256/../../../evil"})
    void writesNothingByNamesThatLeadOutOfIt(String name) throws Exception {
        PluginRegistry registry =
                holding(
                        LayoutSample.blobs(plugin)
                                .file(name, "evil")
                                .file("index.json", index)
                                .end());

        LayoutSample.resolve(registry, "a/b");

        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(List.of(file), files.filter(Files::isRegularFile).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,hard link", "2,symbolic link", "3,device", "6,pipe", "S,sparse file"})
    void cannotHaveALinkOrSpecialFileForItsIndex(char type, String kind) throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "has index.json as something else than a file",
                LayoutSample.blobs(plugin)
                        .entry(type, "index.json", "", RawTar.at(157, "/etc/passwd"))
                        .end());
    }

    @Test
    void cannotHaveALinkForABlob() throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "as something else than a file",
                new RawTar()
                        .file("oci-layout", LayoutSample.MARKER)
                        .file("index.json", index)
                        .entry('2', LayoutSample.file(manifest), "", RawTar.at(157, "/etc/passwd"))
                        .end());
    }

    @Test
    void cannotHaveASparseFileInPosixForm() throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "as something else than a file",
                LayoutSample.blobs(plugin)
                        .entry('x', "pax", "22 GNU.sparse.major=1\n")
                        .file("index.json", index)
                        .end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.json", "./index.json"})
    void cannotHaveTwoIndexesOfWhichEachReaderTakesAnother(String second) throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "has index.json twice",
                LayoutSample.blobs(plugin)
                        .file("index.json", index)
                        .file(second, LayoutSample.index())
                        .end());
    }

    @Test
    void cannotHaveMoreEntriesThanAllowed() throws Exception {
        RawTar tar = LayoutSample.blobs(plugin).file("index.json", index);
        for (int i = 0; i < 1000; i++) {
            tar.file("nothing", "");
        }

        assertRefused(Reason.CORRUPT, "has more than 1000 entries", tar.end());
    }

    @Test
    void cannotHaveAHugeIndex() throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "has index.json of more than 1048576 bytes",
                LayoutSample.blobs(plugin).file("index.json", new byte[2 << 20]).end());
    }

    @Test
    void cannotHaveAnIndexNestedDeep() throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "nested deeper than 64",
                LayoutSample.blobs(plugin).file("index.json", "[".repeat(100_000)).end());
    }

    @Test
    void cannotHaveAHugeManifest() throws Exception {
        Descriptor huge = Descriptor.of(manifest.mediaType(), manifest.digest(), 1L << 40);

        assertRefused(
                Reason.CORRUPT,
                "has 1099511627776 bytes, more than 1048576",
                LayoutSample.blobs(plugin)
                        .file("index.json", LayoutSample.index(SamplePlugin.json(huge)))
                        .end());
    }

    @Test
    void cannotLieAboutAManifestsSize() throws Exception {
        Descriptor wrong =
                Descriptor.of(manifest.mediaType(), manifest.digest(), manifest.size() - 1);

        assertRefused(
                Reason.CORRUPT,
                "goes on after its",
                LayoutSample.blobs(plugin)
                        .file("index.json", LayoutSample.index(SamplePlugin.json(wrong)))
                        .end());
    }

    @Test
    void cannotHaveAnotherManifestUnderADigest() throws Exception {
        String forged =
                new String(plugin.manifest().manifestBytes(), UTF_8)
                        .replace("sha256:0", "sha256:1");
        byte[] bytes = Arrays.copyOf(forged.getBytes(UTF_8), (int) manifest.size());
        bytes[bytes.length - 1] = ' ';

        assertRefused(
                Reason.CORRUPT,
                "is not what its digest",
                new RawTar()
                        .file("oci-layout", LayoutSample.MARKER)
                        .file(LayoutSample.file(manifest), bytes)
                        .file("index.json", index)
                        .end());
    }

    @Test
    void cannotLackABlob() throws Exception {
        assertRefused(
                Reason.NOT_FOUND,
                "the layout is not complete",
                new RawTar()
                        .file("oci-layout", LayoutSample.MARKER)
                        .file("index.json", index)
                        .end());
    }

    @Test
    void cannotHaveAnotherLayerUnderADigest() throws Exception {
        byte[] all = plain();
        byte[] layer = plugin.bytes(plugin.layer(0));
        int at = indexOf(all, layer);
        all[at + 4999] ^= 1;
        PluginRegistry registry = holding(all);

        IOException error =
                assertThrows(
                        IOException.class, () -> LayoutSample.fetch(registry, plugin.layer(0), 0));
        assertEquals(
                Reason.CORRUPT,
                assertInstanceOf(RegistryException.class, error.getCause()).reason());
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at < all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void cannotBreakOffUnnoticedAnywhere() throws Exception {
        byte[] all = LayoutSample.blobs(plugin).file("index.json", index).unfinished();
        for (int length = 0; length < all.length - 512; length += 97) {
            PluginRegistry registry = holding(Arrays.copyOf(all, length));

            assertThrows(RegistryException.class, () -> LayoutSample.resolve(registry, "a/b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "77777777777",
                "-1",
                "zzz",
                "\u0080\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
            })
    void cannotLieAboutAnEntrysSize(String size) throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "layout " + file,
                new RawTar()
                        .raw(RawTar.header('0', "first", 0, RawTar.at(124, size)))
                        .raw(plain())
                        .end());
    }

    @Test
    void cannotHaveANameThatTakesAllMemory() throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "a name of an absurd length",
                new RawTar().raw(RawTar.header('L', "long", 1L << 32)).end());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 path=x\n",
                "99 path=x\n",
                "9 path=x",
                "x path=x\n",
                "99999999999 a=b\n",
                "5 a\n\n",
                "16 size=-1234567\n"
            })
    void cannotHaveDamagedRecordsBeforeAnEntry(String records) throws Exception {
        assertRefused(
                Reason.CORRUPT,
                "has a damaged entry",
                new RawTar().entry('x', "pax", records).file("index.json", index).end());
    }

    @Test
    void cannotGrowWithoutEndWhenUnpacked() throws Exception {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(RawTar.header('0', "bomb", 1L << 30));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 128; i++) {
                out.write(zeros);
            }
        }

        RegistryException error = assertThrows(RegistryException.class, () -> LAYOUTS.names(file));
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("more than 100 times"), error.getMessage());
    }

    @Test
    void cannotBreakOffInTheMiddleOfItsCompression() throws Exception {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(plain());
        }
        byte[] all = Files.readAllBytes(file);
        for (int length : new int[] {2, 9, 100, all.length / 2}) {
            assertRefused(Reason.CORRUPT, "breaks off", Arrays.copyOf(all, length));
        }
    }

    @Test
    void cannotPassForALayoutWhenItIsNone() throws Exception {
        assertRefused(Reason.CORRUPT, "it has no oci-layout", new byte[0]);
        assertRefused(Reason.CORRUPT, "is no tar archive", "<html>".repeat(200).getBytes(UTF_8));
        assertRefused(
                Reason.UNSUPPORTED,
                "is not of version 1",
                new RawTar().file("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}").end());
        assertRefused(
                Reason.UNSUPPORTED,
                "is not of version 1",
                new RawTar().file("oci-layout", "{").end());
        assertRefused(
                Reason.CORRUPT,
                "has no index.json",
                new RawTar().file("oci-layout", LayoutSample.MARKER).end());
        assertRefused(
                Reason.CORRUPT,
                "that is no index",
                LayoutSample.blobs(plugin)
                        .file("index.json", plugin.manifest().manifestBytes())
                        .end());
    }

    @Test
    void cannotMakeAReaderWaitByBeingAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        RegistryException error = assertThrows(RegistryException.class, () -> LAYOUTS.names(pipe));
        assertTrue(error.getMessage().contains("neither a folder nor a file"));
    }

    @Test
    void cannotHaveMoreIndexesInIndexesThanAllowed() throws Exception {
        RawTar tar = LayoutSample.blobs(plugin);
        String inner = index;
        for (int depth = 0; depth < 4; depth++) {
            byte[] bytes = inner.getBytes(UTF_8);
            Descriptor blob =
                    Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256(bytes), bytes.length);
            tar.file(LayoutSample.file(blob), bytes);
            inner = LayoutSample.index(SamplePlugin.json(blob));
        }

        assertRefused(Reason.CORRUPT, "more than 3 indexes", tar.file("index.json", inner).end());
    }

    @Test
    void isNoWorseForBeingAFolder() throws Exception {
        Path layout = Files.createDirectories(folder.resolve("layout"));
        Files.writeString(layout.resolve("oci-layout"), LayoutSample.MARKER);
        Path secret = Files.writeString(folder.resolve("secret"), "root:secret");
        Files.createSymbolicLink(layout.resolve("index.json"), secret);

        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () ->
                                LAYOUTS.at(layout)
                                        .resolve(PluginReference.parse("a/b"), Optional.empty()));
        assertEquals(Reason.CORRUPT, error.reason());
        assertTrue(error.getMessage().contains("something else than a file"));
    }
}

package dev.berth.registry.layout;

import static dev.berth.registry.layout.LayoutSample.LAYOUTS;
import static dev.berth.registry.layout.LayoutSample.NAME;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.manifest.LayoutAnnotations;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {
    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, 300_000, 0, 5);

    private Path archive(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("plugin.tar"), bytes);
    }

    private PluginRegistry holding(byte[] bytes) throws IOException {
        return LAYOUTS.at(archive(bytes));
    }

    private void assertHolds(SamplePlugin expected, PluginRegistry registry) throws Exception {
        PluginManifest found = LayoutSample.resolve(registry, NAME.toString());
        assertEquals(expected.manifest().manifest(), found.manifest());
        assertArrayEquals(expected.manifest().manifestBytes(), found.manifestBytes());
        assertArrayEquals(expected.manifest().configBytes(), found.configBytes());
        assertEquals(expected.manifest().layers(), found.layers());
        for (Descriptor layer : found.layers()) {
            assertArrayEquals(expected.bytes(layer), LayoutSample.fetch(registry, layer, 0));
        }
    }

    @Test
    void givesBackWhatWasWritten() throws Exception {
        assertHolds(plugin, holding(LayoutSample.written(plugin)));
    }

    @Test
    void isReadCompressedTo() throws Exception {
        Path file = folder.resolve("plugin.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(LayoutSample.written(plugin));
        }

        assertHolds(plugin, LAYOUTS.at(file));
    }

    @Test
    void isTheSameEachTime() throws Exception {
        assertArrayEquals(LayoutSample.written(plugin), LayoutSample.written(plugin));
    }

    @Test
    void namesItsPlugin() throws Exception {
        assertEquals(List.of(NAME), LAYOUTS.names(archive(LayoutSample.written(plugin))));
    }

    @Test
    void isReadByDigestToo() throws Exception {
        Digest digest = plugin.manifest().manifest().digest();

        PluginManifest found =
                LayoutSample.resolve(holding(LayoutSample.written(plugin)), "any/name@" + digest);

        assertEquals(digest, found.manifest().digest());
    }

    @Test
    void isReadFromTheMiddleOfABlob() throws Exception {
        Descriptor layer = plugin.layer(0);
        byte[] rest = Arrays.copyOfRange(plugin.bytes(layer), 100_001, 300_000);
        PluginRegistry registry = holding(LayoutSample.written(plugin));

        assertArrayEquals(rest, LayoutSample.fetch(registry, layer, 100_001));
    }

    @Test
    void saysWhatItHasWhenAskedForAnother() throws Exception {
        PluginRegistry registry = holding(LayoutSample.written(plugin));

        RegistryException error =
                assertThrows(
                        RegistryException.class, () -> LayoutSample.resolve(registry, "no/such"));

        assertEquals(Reason.NOT_FOUND, error.reason());
        assertTrue(
                error.getMessage().contains("it has docker.io/vieux/sshfs:1.0"),
                error.getMessage());
    }

    @Test
    void thatNamesNothingAnswersToAnyName() throws Exception {
        Path file =
                archive(
                        LayoutSample.blobs(plugin)
                                .file(
                                        "index.json",
                                        LayoutSample.index(
                                                SamplePlugin.json(plugin.manifest().manifest())))
                                .end());

        assertEquals(List.of(), LAYOUTS.names(file));
        assertHolds(plugin, LAYOUTS.at(file));
    }

    @Test
    void hasAPluginForEachPlatformUnderOneName() throws Exception {
        SamplePlugin other = new SamplePlugin(2, 10);
        String arm = "\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"},";
        String here = "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"},";
        String name = LayoutSample.named(LayoutAnnotations.FULL_NAME, NAME.toString());

        assertHolds(
                plugin,
                holding(
                        LayoutSample.blobs(plugin, other)
                                .file(
                                        "index.json",
                                        LayoutSample.index(
                                                LayoutSample.entry(
                                                        other.manifest().manifest(), arm + name),
                                                LayoutSample.entry(
                                                        plugin.manifest().manifest(), here + name)))
                                .end()));
    }

    @Test
    void thatHasNothingForThisPlatformSaysForWhichItHas() throws Exception {
        String arm = "\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"}";
        PluginRegistry registry =
                holding(
                        LayoutSample.blobs(plugin)
                                .file(
                                        "index.json",
                                        LayoutSample.index(
                                                LayoutSample.entry(
                                                        plugin.manifest().manifest(), arm)))
                                .end());

        RegistryException error =
                assertThrows(
                        RegistryException.class,
                        () -> LayoutSample.resolve(registry, NAME.toString()));
        assertEquals(Reason.UNSUPPORTED, error.reason());
        assertTrue(error.getMessage().contains("only for linux/arm64"), error.getMessage());
    }

    @Test
    void mayHaveAnIndexInItsIndex() throws Exception {
        byte[] inner =
                LayoutSample.index(
                                LayoutSample.entry(
                                        plugin.manifest().manifest(),
                                        "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}"))
                        .getBytes(StandardCharsets.UTF_8);
        Descriptor blob = Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256(inner), inner.length);

        assertHolds(
                plugin,
                holding(
                        LayoutSample.blobs(plugin)
                                .file(LayoutSample.file(blob), inner)
                                .file("index.json", LayoutSample.index(SamplePlugin.json(blob)))
                                .end()));
    }

    @Test
    void ofAnImageSaysWhatDockerSaysAndHowItMayHaveComeAbout() throws Exception {
        byte[] image =
                SamplePlugin.imageJson(
                                MediaTypes.OCI_MANIFEST,
                                Descriptor.of("text/plain", plugin.layer(0).digest(), 1),
                                List.of())
                        .getBytes(StandardCharsets.UTF_8);
        Descriptor blob =
                Descriptor.of(MediaTypes.OCI_MANIFEST, Digest.sha256(image), image.length);
        PluginRegistry registry =
                holding(
                        LayoutSample.blobs()
                                .file(LayoutSample.file(blob), image)
                                .file("index.json", LayoutSample.index(SamplePlugin.json(blob)))
                                .end());

        RegistryException error =
                assertThrows(RegistryException.class, () -> LayoutSample.resolve(registry, "a/b"));
        assertTrue(error.getMessage().startsWith("did not find plugin config"));
        assertTrue(error.getMessage().contains("--preserve-digests"), error.getMessage());
    }

    @Test
    void keepsAPluginWithDigestsTooLongForATarHeader() throws Exception {
        byte[] bytes = plugin.bytes(plugin.layer(0));
        Digest digest = Digest.of("sha512", bytes);
        Descriptor layer = Descriptor.of(SamplePlugin.LAYER, digest, bytes.length);
        byte[] document =
                SamplePlugin.imageJson(
                                MediaTypes.OCI_MANIFEST, plugin.manifest().config(), List.of(layer))
                        .getBytes(StandardCharsets.UTF_8);
        PluginManifest manifest =
                PluginManifest.of(
                        Descriptor.of(
                                MediaTypes.OCI_MANIFEST, Digest.sha256(document), document.length),
                        document,
                        plugin.manifest().config(),
                        plugin.manifest().configBytes(),
                        List.of(layer));
        Path file = folder.resolve("sha512.tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            LAYOUTS.write(NAME, manifest, blob -> new ByteArrayInputStream(bytes), out);
        }

        assertArrayEquals(bytes, LayoutSample.fetch(LAYOUTS.at(file), layer, 0));
    }

    @Test
    void isNotWrittenWithABlobThatIsNotWhatItsDigestSays() {
        SamplePlugin simple = new SamplePlugin(3, 1000);
        IOException error =
                assertThrows(
                        IOException.class,
                        () ->
                                LAYOUTS.write(
                                        NAME,
                                        simple.manifest(),
                                        blob -> new ByteArrayInputStream(new byte[1000]),
                                        OutputStream.nullOutputStream()));

        assertTrue(error.getMessage().contains("not what its digest"), error.getMessage());
    }

    @Test
    void isNotWrittenOnByAThreadThatIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> LayoutSample.written(plugin));
    }

    @Test
    void isNotReadOnByAThreadThatIsInterrupted() throws Exception {
        PluginRegistry registry = holding(LayoutSample.written(plugin));
        try (InputStream in = registry.open(NAME, plugin.layer(0), 0, Optional.empty())) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, in::read);
            assertTrue(Thread.interrupted());
        }
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class, () -> LayoutSample.resolve(registry, NAME.toString()));
    }

    @Test
    void takesNoPush() throws Exception {
        PluginRegistry registry = holding(LayoutSample.written(plugin));

        RegistryException error =
                assertThrows(
                        RegistryException.class, () -> LayoutSample.push(registry, "a/b", plugin));

        assertEquals(Reason.REFUSED, error.reason());
        assertTrue(error.getMessage().contains("only a folder takes pushes"));
    }

    @Test
    void thatIsNotThereIsToldByItsPath() {
        RegistryException error =
                assertThrows(RegistryException.class, () -> LAYOUTS.names(Path.of("/no/such.tar")));

        assertEquals(Reason.NOT_FOUND, error.reason());
        assertTrue(error.getMessage().contains("/no/such.tar is not there"), error.getMessage());
    }

    @Test
    void isReadUnderAReferenceWithoutATag() throws Exception {
        Path file = folder.resolve("latest.tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            LAYOUTS.write(PluginReference.parse("a/b"), plugin.manifest(), plugin.source(), out);
        }

        assertEquals(List.of(PluginReference.parse("a/b:latest")), LAYOUTS.names(file));
        LayoutSample.resolve(LAYOUTS.at(file), "a/b");
    }
}

package dev.berth.registry.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.LayoutAnnotations;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.Referrer;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures in an image layout, under the tags that they have in a registry. */
class LayoutReferrersTest {
    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, 10);
    private final Digest subject = plugin.manifest().manifest().digest();
    private final byte[] signature =
            "{\"schemaVersion\":2,\"layers\":[],\"config\":{}}".getBytes(StandardCharsets.UTF_8);
    private final Descriptor descriptor =
            Descriptor.of(MediaTypes.OCI_MANIFEST, Digest.sha256(signature), signature.length);

    @Test
    void areFoundByTheTagOfTheSignatureAndByTheFallbackTag() throws Exception {
        String tag = "sha256-" + subject.hex();
        byte[] list =
                LayoutSample.index(LayoutSample.entry(descriptor, ""))
                        .getBytes(StandardCharsets.UTF_8);
        Descriptor index = Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256(list), list.length);
        PluginRegistry layout =
                layout(
                        LayoutSample.blobs(plugin)
                                .file(LayoutSample.file(descriptor), signature)
                                .file(LayoutSample.file(index), list),
                        named(plugin.manifest().manifest(), "1.0"),
                        named(descriptor, tag + ".sig"),
                        named(index, tag));
        List<Referrer> found = referrers(layout);
        assertEquals(2, found.size());
        for (Referrer one : found) {
            assertArrayEquals(signature, one.manifestBytes());
        }
        assertEquals(
                plugin.manifest().manifest(),
                LayoutSample.resolve(layout, LayoutSample.NAME.toString()).manifest());
    }

    @Test
    void areThoseOfTheWholeNameIfThereAreSuch() throws Exception {
        String tag = "sha256-" + subject.hex() + ".sig";
        PluginRegistry layout =
                layout(
                        LayoutSample.blobs(plugin).file(LayoutSample.file(descriptor), signature),
                        named(plugin.manifest().manifest(), tag),
                        named(descriptor, "docker.io/vieux/sshfs:" + tag));
        assertArrayEquals(signature, referrers(layout).get(0).manifestBytes());
    }

    /** What has no name answers to any, but it is no signature of anything. */
    @Test
    void areNeverWhatHasNoName() throws Exception {
        assertEquals(
                List.of(),
                referrers(
                        layout(
                                LayoutSample.blobs(plugin),
                                LayoutSample.entry(plugin.manifest().manifest(), ""))));
    }

    /** One with a subject, which an index lists, and one of cosign's, which its tag names. */
    @Test
    void goAlongIntoAnArchiveAndAFolder() throws Exception {
        byte[] content = "signature".getBytes(StandardCharsets.UTF_8);
        Descriptor blob = Descriptor.of("x/sig", Digest.sha256(content), content.length);
        Referrer listed =
                signature(blob, ",\"subject\":" + SamplePlugin.json(plugin.manifest().manifest()));
        Referrer cosign = signature(blob, "");
        Referrer none = referrer("{\"schemaVersion\":2,\"mediaType\":\"x/y\"}");
        PluginManifest signed = plugin.manifest().withReferrers(List.of(listed, none, cosign));
        for (Path layout : written(signed, blob, content)) {
            PluginRegistry registry = LayoutSample.LAYOUTS.at(layout);
            List<Referrer> found = referrers(registry);
            assertEquals(2, found.size());
            assertArrayEquals(cosign.manifestBytes(), found.get(0).manifestBytes());
            assertArrayEquals(listed.manifestBytes(), found.get(1).manifestBytes());
            try (InputStream in = registry.open(LayoutSample.NAME, blob, 0, Optional.empty())) {
                assertArrayEquals(content, in.readAllBytes());
            }
            assertEquals(1, LayoutSample.LAYOUTS.names(layout).size());
            assertEquals(
                    plugin.manifest().manifest(),
                    LayoutSample.resolve(registry, LayoutSample.NAME.toString()).manifest());
        }
    }

    /** What is signed of a plugin for several platforms is mostly its index. */
    @Test
    void goAlongWithTheIndexThatTheyAreOf() throws Exception {
        byte[] content = "signature".getBytes(StandardCharsets.UTF_8);
        Descriptor blob = Descriptor.of("x/sig", Digest.sha256(content), content.length);
        byte[] document =
                LayoutSample.index(
                                LayoutSample.entry(
                                        plugin.manifest().manifest(),
                                        "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}"))
                        .getBytes(StandardCharsets.UTF_8);
        Descriptor index =
                Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256(document), document.length);
        Referrer cosign = signature(blob, "");
        Referrer ofIndex = Referrer.of(index.digest(), cosign.manifest(), cosign.manifestBytes());
        PluginManifest signed =
                plugin.manifest()
                        .withIndexes(List.of(index), List.of(document))
                        .withReferrers(List.of(ofIndex));
        for (Path layout : written(signed, blob, content)) {
            PluginRegistry registry = LayoutSample.LAYOUTS.at(layout);
            PluginManifest found = LayoutSample.resolve(registry, LayoutSample.NAME.toString());
            assertEquals(plugin.manifest().manifest(), found.manifest());
            assertEquals(List.of(index), found.indexes());
            assertArrayEquals(document, found.indexDocuments().get(0));
            List<Referrer> all =
                    registry.referrers(LayoutSample.NAME, index.digest(), Optional.empty());
            assertEquals(List.of(blob), all.get(0).blobs());
            assertEquals(List.of(), referrers(registry));
            assertEquals(1, LayoutSample.LAYOUTS.names(layout).size());
        }
    }

    /** Writes a plugin with a signature into an archive and a folder. */
    private List<Path> written(PluginManifest signed, Descriptor blob, byte[] content)
            throws Exception {
        BlobSource blobs =
                wanted ->
                        wanted.digest().equals(blob.digest())
                                ? new ByteArrayInputStream(content)
                                : plugin.source().open(wanted);
        Path archive = folder.resolve("archive.tar");
        try (OutputStream out = Files.newOutputStream(archive)) {
            LayoutSample.LAYOUTS.write(LayoutSample.NAME, signed, blobs, out);
        }
        Path place = Files.createDirectory(folder.resolve("layout"));
        LayoutSample.LAYOUTS
                .at(place)
                .push(LayoutSample.NAME, signed, blobs, Optional.empty(), (one, sent) -> {});
        return List.of(archive, place);
    }

    private Referrer signature(Descriptor blob, String more) {
        return referrer(
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]%s}"
                        .formatted(
                                MediaTypes.OCI_MANIFEST,
                                SamplePlugin.json(blob),
                                SamplePlugin.json(blob),
                                more));
    }

    private Referrer referrer(String manifest) {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        return Referrer.of(subject, Descriptor.of("", Digest.sha256(bytes), bytes.length), bytes);
    }

    private List<Referrer> referrers(PluginRegistry layout) throws Exception {
        return layout.referrers(
                PluginReference.parse(LayoutSample.NAME.toString()), subject, Optional.empty());
    }

    private static String named(Descriptor manifest, String name) {
        return LayoutSample.entry(manifest, LayoutSample.named(LayoutAnnotations.REF_NAME, name));
    }

    private PluginRegistry layout(RawTar files, String... entries) throws Exception {
        byte[] tar =
                files.file(
                                "index.json",
                                LayoutSample.index(entries).getBytes(StandardCharsets.UTF_8))
                        .end();
        return LayoutSample.LAYOUTS.at(Files.write(folder.resolve("layout.tar"), tar));
    }
}

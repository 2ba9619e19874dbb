package dev.berth.registry.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import dev.berth.testing.DocumentReaderContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushedReferrersTest {
    private static final DocumentLimits LIMITS =
            new DocumentLimits(1 << 20, 1 << 20, 8, 64, 10_000);
    private static final Descriptor PART =
            Descriptor.of("application/octet-stream", Digest.sha256(new byte[] {1}), 1);

    private final ManifestReader reader = new ManifestReader(LIMITS);
    private final SamplePlugin plugin = new SamplePlugin(1, 100);
    private final String signature =
            SamplePlugin.imageJson(MediaTypes.OCI_MANIFEST, PART, List.of(PART))
                    .replaceFirst(
                            "}$",
                            ",\"subject\":"
                                    + SamplePlugin.json(plugin.manifest().manifest())
                                    + "}");

    private PushedReferrers pushed(byte[] document) {
        PluginManifest manifest = plugin.manifest();
        Descriptor referrer =
                Descriptor.of(MediaTypes.OCI_MANIFEST, Digest.sha256(document), document.length);
        Digest subject = manifest.manifest().digest();
        return PushedReferrers.of(
                manifest.withReferrers(List.of(Referrer.of(subject, referrer, document))),
                subject,
                reader);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void leaveOutWhatIsNoSignature() throws Exception {
        assertEquals(1, pushed(bytes(signature)).listed().size());
        DocumentReaderContract.assertKept(signature, ManifestException.class, this::pushed);
    }

    @Test
    void keepTheEntriesOfTheIndexThatIsThere() throws Exception {
        PushedReferrers pushed = pushed(bytes(signature));
        String before = "{\"manifests\":[%s]}".formatted(SamplePlugin.json(PART));

        String index =
                new String(pushed.index(bytes(before), reader).bytes(), StandardCharsets.UTF_8);

        assertTrue(index.contains(PART.digest().toString()), index);
        assertTrue(index.contains(Digest.sha256(bytes(signature)).toString()), index);
        DocumentReaderContract.assertKept(
                before, ManifestException.class, document -> pushed.index(document, reader));
    }

    /** It would be lost: the tag then names the new index. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "", "{\"manifests\":7}", "{\"manifests\":[{}]}", "image"})
    void doNotReplaceWhatIsNoIndex(String before) throws Exception {
        String there = before.equals("image") ? signature : before;
        PushedReferrers pushed = pushed(bytes(signature));

        assertThrows(ManifestException.class, () -> pushed.index(bytes(there), reader));
    }
}

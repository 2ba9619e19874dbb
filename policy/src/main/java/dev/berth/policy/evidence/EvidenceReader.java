package dev.berth.policy.evidence;

import dev.berth.plugin.Digest;
import dev.berth.policy.cosign.SimpleSigningVerifier;
import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.notation.NotationVerifier;
import dev.berth.policy.requirement.Evidence;
import dev.berth.policy.requirement.Evidence.Format;
import dev.berth.policy.sigstore.KeyBundleVerifier;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the signatures out of what refers to a manifest. What is no signature, or a broken one, is
 * passed over: whether enough are left is for the policy to say.
 */
final class EvidenceReader {
    private static final int MANIFEST_LIMIT = 4 << 20;
    private static final int BLOB_LIMIT = 1 << 20;
    private static final int MOST = 64;
    private static final Map<String, Format> LAYERS =
            Map.of(
                    SimpleSigningVerifier.PAYLOAD, Format.SIMPLE_SIGNING,
                    KeyBundleVerifier.BUNDLE, Format.SIGSTORE_BUNDLE,
                    NotationVerifier.ENVELOPE, Format.NOTATION_JWS);

    private EvidenceReader() {}

    /** Returns the signatures of a manifest or index. */
    static List<Evidence> read(Admission admission, Digest subject)
            throws IOException, InterruptedException {
        List<Evidence> all = new ArrayList<>();
        for (Referrer referrer : admission.referrers(subject)) {
            try {
                add(
                        admission,
                        StrictJson.parse(referrer.manifestBytes(), MANIFEST_LIMIT),
                        subject,
                        all);
            } catch (InvalidDocumentException e) {
                continue;
            }
        }
        return all;
    }

    private static void add(
            Admission admission, StrictObject manifest, Digest subject, List<Evidence> all)
            throws InvalidDocumentException, IOException, InterruptedException {
        if (manifest.has("subject")) {
            manifest.object("subject").requireText("digest", subject.toString());
        }
        for (StrictObject layer : manifest.objects("layers")) {
            Format format = LAYERS.get(layer.text("mediaType"));
            Optional<Digest> digest = Digest.tryParse(layer.text("digest"));
            long size = layer.number("size");
            if (format != null && digest.isPresent() && size <= BLOB_LIMIT && all.size() < MOST) {
                byte[] signature =
                        format == Format.SIMPLE_SIGNING
                                ? layer.object("annotations").bytes(SimpleSigningVerifier.SIGNATURE)
                                : new byte[0];
                Descriptor blob = Descriptor.of(layer.text("mediaType"), digest.get(), size);
                all.add(new Evidence(format, content(admission, blob), signature));
            }
        }
    }

    private static byte[] content(Admission admission, Descriptor blob)
            throws IOException, InterruptedException {
        try (InputStream in = admission.open(blob)) {
            byte[] content = in.readNBytes((int) blob.size() + 1);
            if (content.length != blob.size() || !blob.digest().isOf(content)) {
                throw new IOException("a signature is not what its digest says");
            }
            return content;
        }
    }
}

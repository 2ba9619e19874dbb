package dev.berth.registry.pull;

import dev.berth.plugin.Digest;
import dev.berth.registry.call.ManifestGet.Document;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.manifest.ReferrerManifest;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.Referrer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what refers to a manifest: by the referrers API, else by its fallback tag, and in cosign's
 * tag. The entries' own types are not looked at: makers write different things there.
 */
public final class ReferrerFinder {
    private static final int MOST = 32;

    /** Of a hash in a tag, by the distribution specification. */
    private static final int LONGEST_HEX = 64;

    private final DocumentLimits limits;
    private final ManifestReader reader;

    public ReferrerFinder(DocumentLimits limits) {
        this.limits = limits;
        this.reader = new ManifestReader(limits);
    }

    /** Returns the tag that stands for the referrers API where there is none. */
    public static String tag(Digest subject) {
        String hex = subject.hex();
        return subject.algorithm() + "-" + hex.substring(0, Math.min(LONGEST_HEX, hex.length()));
    }

    /** Returns whether a tag is that of referrers, or of cosign's signature. */
    public static boolean isTag(String tag) {
        return tag.matches("sha(256|512)-[0-9a-f]{64}(\\.sig)?");
    }

    /** Returns the referrers, each checked against its digest. */
    public List<Referrer> find(ContentSource source, Digest subject) throws InterruptedException {
        String tag = tag(subject);
        List<Referrer> found = new ArrayList<>();
        try {
            source.tagged(tag + ".sig").ifPresent(one -> found.add(referrer(subject, one)));
            Optional<byte[]> listed = source.referrers(subject);
            if (listed.isEmpty()) {
                listed = source.tagged(tag).map(Document::bytes);
            }
            if (listed.isPresent()) {
                addListed(source, subject, listed.get(), found);
            }
        } catch (ManifestException e) {
            throw source.failures("referrers of " + subject).corrupt(e.getMessage());
        }
        return List.copyOf(found);
    }

    private void addListed(
            ContentSource source, Digest subject, byte[] listed, List<Referrer> found)
            throws ManifestException, InterruptedException {
        if (!(reader.read(listed, MediaTypes.OCI_INDEX) instanceof Index index)) {
            throw new IllegalStateException("what is read as an index is one");
        }
        for (Entry entry : index.entries()) {
            if (found.size() < MOST && entry.manifest().size() <= limits.manifestBytes()) {
                found.add(referrer(subject, source.manifest(entry.manifest())));
            }
        }
    }

    private Referrer referrer(Digest subject, Document document) {
        Descriptor manifest =
                Descriptor.of(document.mediaType(), document.digest(), document.bytes().length);
        return Referrer.of(subject, manifest, document.bytes())
                .withBlobs(
                        ReferrerManifest.read(document.bytes(), reader)
                                .map(ReferrerManifest::blobs)
                                .orElse(List.of()));
    }
}

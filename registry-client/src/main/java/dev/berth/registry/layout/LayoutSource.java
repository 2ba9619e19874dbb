package dev.berth.registry.layout;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.ManifestGet.Document;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.ContentSource;
import dev.berth.registry.pull.VerifiedBlob;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The manifests and blobs of a layout, asked for one reference. */
final class LayoutSource implements ContentSource {
    private final Path place;
    private final ImageLayout layout;
    private final PluginReference asked;
    private final LayoutName.Rule rule;
    private final LayoutLimits limits;
    private final PlatformChoice platform;

    LayoutSource(
            Path place,
            ImageLayout layout,
            PluginReference asked,
            LayoutName.Rule rule,
            LayoutLimits limits,
            PlatformChoice platform) {
        this.place = place;
        this.layout = layout;
        this.asked = asked;
        this.rule = rule;
        this.limits = limits;
        this.platform = platform;
    }

    @Override
    public Document named(PluginReference reference)
            throws ManifestException, InterruptedException {
        try {
            Optional<Digest> digest = reference.digest();
            if (digest.isPresent()) {
                return byDigest(digest.get());
            }
            List<Entry> entries = layout.entries();
            List<Entry> found = LayoutName.find(entries, reference, rule);
            if (found.isEmpty()) {
                throw notThere(entries);
            }
            return manifest(platform.of(new Index(found)).manifest());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Of a tag alone, or of this repository's tag; never of what has no name. */
    @Override
    public Optional<Document> tagged(String tag) throws InterruptedException {
        try {
            Optional<Entry> entry =
                    LayoutName.named(layout.entries(), asked.withTag(tag)).stream().findFirst();
            return entry.isEmpty()
                    ? Optional.empty()
                    : Optional.of(manifest(entry.get().manifest()));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A layout has tags only. */
    @Override
    public Optional<byte[]> referrers(Digest subject) {
        return Optional.empty();
    }

    private RegistryException notThere(List<Entry> entries) {
        String names =
                entries.stream()
                        .map(Entry::name)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .limit(20)
                        .collect(Collectors.joining(", "));
        return failures(asked.familiar())
                .of(
                        Reason.NOT_FOUND,
                        "is not there",
                        names.isEmpty() ? "it names nothing" : "it has " + names,
                        "");
    }

    private Document byDigest(Digest digest) throws IOException {
        byte[] bytes =
                layout.document(fileOf(digest), limits.documents().manifestBytes())
                        .orElseThrow(
                                () ->
                                        failures(asked.familiar())
                                                .of(Reason.NOT_FOUND, "is not there", "", ""));
        if (!digest.isOf(bytes)) {
            throw failures(asked.familiar()).corrupt("is not what its digest says");
        }
        return new Document("", digest, bytes);
    }

    @Override
    public Document manifest(Descriptor entry) throws InterruptedException {
        RegistryErrors failures = failures("manifest " + entry.digest());
        if (entry.size() > limits.documents().manifestBytes()) {
            throw failures.corrupt(
                    "has %d bytes, more than %d"
                            .formatted(entry.size(), limits.documents().manifestBytes()));
        }
        try (InputStream blob = blob(entry)) {
            byte[] bytes = blob.readAllBytes();
            return new Document(entry.mediaType(), entry.digest(), bytes);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public InputStream blob(Descriptor blob) throws InterruptedException {
        return blob(blob, 0);
    }

    InputStream blob(Descriptor blob, long offset) throws InterruptedException {
        RegistryErrors failures = failures("blob " + blob.digest());
        InputStream bytes = open(blob.digest(), offset, failures);
        return VerifiedBlob.of(new InterruptibleStream(bytes), blob, offset, failures);
    }

    private InputStream open(Digest digest, long offset, RegistryErrors failures)
            throws InterruptedException {
        try {
            return from(
                    offset,
                    layout.open(fileOf(digest))
                            .orElseThrow(
                                    () ->
                                            failures.of(
                                                    Reason.NOT_FOUND,
                                                    "is not there",
                                                    "",
                                                    "the layout is not complete")));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static InputStream from(long offset, InputStream bytes) throws IOException {
        try {
            bytes.skipNBytes(offset);
            return bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    static String fileOf(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    private RegistryException broken(IOException failure) throws InterruptedException {
        return LayoutFailures.of(place, asked.domain(), asked.path(), failure);
    }

    @Override
    public RegistryErrors failures(String subject) {
        return new RegistryErrors("layout " + place, asked.domain(), asked.path(), subject);
    }

    @Override
    public String adviceOnImages() {
        return "skopeo copy keeps Docker's plugins what they are only with --preserve-digests";
    }
}

package dev.berth.registry.pull;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.ManifestGet.Document;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.manifest.ArtifactParts;
import dev.berth.registry.manifest.ConfigCheck;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestDocument;
import dev.berth.registry.manifest.ManifestDocument.Image;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves a reference, through indexes, to the one manifest for this platform and the plugin's
 * config.
 */
public final class ManifestResolver {
    private static final int DEEPEST_INDEX = 3;

    private final DocumentLimits limits;
    private final PlatformChoice platform;
    private final ManifestReader reader;
    private final ConfigCheck configs;

    /** An image manifest, fetched and parsed. */
    private record Found(Descriptor manifest, byte[] bytes, Image image, List<Document> indexes) {}

    public ManifestResolver(DocumentLimits limits, PlatformChoice platform) {
        this.limits = limits;
        this.platform = platform;
        this.reader = new ManifestReader(limits);
        this.configs = new ConfigCheck(limits);
    }

    /**
     * Resolves a reference.
     *
     * @throws RegistryException if there is no such manifest, or it is not a plugin's
     */
    public PluginManifest resolve(ContentSource source, PluginReference reference)
            throws InterruptedException {
        RegistryErrors failures = source.failures(reference.familiar());
        try {
            return plugin(source, reference, image(source, reference), failures);
        } catch (ManifestException e) {
            throw failures.of(e.reason(), e.getMessage(), "", "");
        }
    }

    private Found image(ContentSource source, PluginReference reference)
            throws ManifestException, InterruptedException {
        Document document = source.named(reference);
        List<Document> indexes = new ArrayList<>();
        for (int depth = 0; depth < DEEPEST_INDEX; depth++) {
            ManifestDocument manifest = reader.read(document.bytes(), document.mediaType());
            if (manifest instanceof Image image) {
                return found(document, image, indexes);
            }
            indexes.add(document);
            Descriptor entry = platform.of((Index) manifest).manifest();
            document = source.manifest(entry);
            requireSize(entry, document);
        }
        throw new ManifestException(
                Reason.CORRUPT, "leads through more than %d indexes".formatted(DEEPEST_INDEX));
    }

    private static Found found(Document document, Image image, List<Document> indexes) {
        return new Found(
                Descriptor.of(image.mediaType(), document.digest(), document.bytes().length),
                document.bytes(),
                image,
                indexes);
    }

    private static Descriptor descriptor(Document document) {
        return Descriptor.of(document.mediaType(), document.digest(), document.bytes().length);
    }

    private static void requireSize(Descriptor entry, Document document) throws ManifestException {
        if (entry.size() != document.bytes().length) {
            throw new ManifestException(
                    Reason.CORRUPT,
                    "says that manifest %s has %d bytes, and it has %d"
                            .formatted(entry.digest(), entry.size(), document.bytes().length));
        }
    }

    private PluginManifest plugin(
            ContentSource source, PluginReference reference, Found found, RegistryErrors failures)
            throws ManifestException, InterruptedException {
        ArtifactParts parts =
                ArtifactParts.of(found.image()).orElseThrow(() -> noPlugin(source, reference));
        byte[] config = config(source, parts.config(), failures);
        if (!parts.certain() && !configs.isPlugin(config)) {
            throw noPlugin(source, reference);
        }
        configs.requireWithinLimits(config);
        parts.requireUnpackable();
        return PluginManifest.of(
                        found.manifest(), found.bytes(), parts.config(), config, parts.layers())
                .withIndexes(
                        found.indexes().stream().map(ManifestResolver::descriptor).toList(),
                        found.indexes().stream().map(Document::bytes).toList());
    }

    private byte[] config(ContentSource source, Descriptor config, RegistryErrors failures)
            throws ManifestException, InterruptedException {
        if (config.size() > limits.configBytes()) {
            throw new ManifestException(
                    Reason.CORRUPT,
                    "has a config of %d bytes, more than %d"
                            .formatted(config.size(), limits.configBytes()));
        }
        try (InputStream blob = source.blob(config)) {
            return blob.readAllBytes();
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            throw e.getCause() instanceof RegistryException known
                    ? known
                    : failures.of(
                            Reason.UNREACHABLE, "has a config that broke off", e.getMessage(), "");
        }
    }

    /** Returns the error in dockerd's words, which scripts look for. */
    private static RegistryException noPlugin(ContentSource source, PluginReference reference) {
        String advice = source.adviceOnImages();
        return new RegistryException(
                Reason.UNSUPPORTED,
                reference.domain(),
                reference.path(),
                "did not find plugin config for specified reference "
                        + reference
                        + (advice.isEmpty() ? "" : "; " + advice));
    }
}

package dev.berth.core.install;

import dev.berth.core.provider.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.PluginDocument;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.log.Logger;

/**
 * Finds the signatures of an installed plugin, to go along with it: those that are kept with it,
 * and those that are where it was pulled from. What cannot be asked has no others: a plugin is
 * saved on a host without a network, too.
 */
public final class SignatureSource {
    private final Providers providers;
    private final BlobStore blobs;
    private final Logger log;

    public SignatureSource(Providers providers, BlobStore blobs, Logger log) {
        this.providers = providers;
        this.blobs = blobs;
        this.log = log;
    }

    /** Returns the stored plugin with what refers to it and to its indexes. */
    PluginManifest manifest(PluginDocument document, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        PluginManifest stored = StoredManifest.of(blobs, document);
        Optional<PluginRegistry> registry = providers.registryIfPresent();
        if (document.source() == null || registry.isEmpty()) {
            return stored;
        }
        PluginReference source = PluginReference.parse(document.source());
        Set<Referrer> all = new LinkedHashSet<>(stored.referrers());
        try {
            for (Descriptor subject : AttachmentReader.subjects(stored)) {
                all.addAll(registry.get().referrers(source, subject.digest(), credentials));
            }
            return stored.withReferrers(List.copyOf(all));
        } catch (RegistryException e) {
            log.warn(
                    "signatures of plugin {} at its source do not go along with it: {}",
                    document.name(),
                    e.getMessage());
            return stored;
        }
    }

    /** Returns the stored plugin with those of them that a registry can take. */
    PluginManifest pushed(PluginDocument document, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        PluginManifest all = manifest(document, credentials);
        Digest own = all.manifest().digest();
        List<Referrer> taken =
                all.referrers().stream().filter(one -> one.subject().equals(own)).toList();
        if (taken.size() < all.referrers().size()) {
            log.warn(
                    "signatures of plugin {} that are of its index {} are not pushed with it: a"
                            + " registry takes an index only with all that it names",
                    document.name(),
                    document.index());
        }
        return all.withReferrers(taken);
    }

    /** Returns where its blobs are read: its own in the store, the others where it is from. */
    BlobSource blobs(PluginDocument document, Optional<RegistryCredentials> credentials) {
        List<Digest> own = document.version().digests();
        return blob ->
                document.source() == null || own.contains(blob.digest())
                        ? blobs.open(blob)
                        : open(PluginReference.parse(document.source()), blob, credentials);
    }

    private InputStream open(
            PluginReference source, Descriptor blob, Optional<RegistryCredentials> credentials)
            throws IOException {
        try {
            return providers.registry().open(source, blob, 0, credentials);
        } catch (RegistryException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a signature was fetched");
        }
    }
}

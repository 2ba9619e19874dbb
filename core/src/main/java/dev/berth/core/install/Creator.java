package dev.berth.core.install;

import dev.berth.core.archive.ParallelGzipStream;
import dev.berth.core.archive.PluginArchive;
import dev.berth.core.archive.TeeOutputStream;
import dev.berth.core.config.ConfigRules;
import dev.berth.core.config.PluginConfigReader;
import dev.berth.core.consent.ConsentCheck;
import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.provider.LocalAdmission;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.AdmissionResult;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.BlobWriter;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StagedRootfs;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.content.BulkFilterStream;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** Creates a plugin from a tar of its files ({@code docker plugin create}). */
public final class Creator {
    private final ManagerExecutor executor;
    private final PluginIndex plugins;
    private final PluginStore store;
    private final Providers providers;
    private final ConfigRules rules;
    private final Supplier<List<String>> required;
    private final EventDispatcher events;

    /**
     * @param required the policies that have to be there
     */
    public Creator(
            ManagerExecutor executor,
            PluginIndex plugins,
            PluginStore store,
            Providers providers,
            ConfigRules rules,
            Supplier<List<String>> required,
            EventDispatcher events) {
        this.executor = executor;
        this.required = required;
        this.rules = rules;
        this.plugins = plugins;
        this.store = store;
        this.providers = providers;
        this.events = events;
    }

    /** Returns what a plugin with this config would ask for. */
    public List<Privilege> privileges(byte[] config) {
        return RequiredPrivileges.of(rules.read(config));
    }

    /**
     * Creates a plugin from a tar with config.json and rootfs, and closes it.
     *
     * @param granted what it may ask for; empty for whatever it asks for
     */
    public Plugin create(
            PluginReference reference,
            InputStream tar,
            Optional<List<Privilege>> granted,
            Requester requester,
            Cancellation cancellation)
            throws InterruptedException {
        try (InputStream archive = tar) {
            if (reference.digest().isPresent()) {
                throw new InvalidReferenceException("canonical references are not permitted");
            }
            String name = reference.withDefaultTag().familiar();
            plugins.claim(name);
            try {
                ManagedPlugin plugin =
                        plugins.add(make(reference, archive, granted, requester, cancellation));
                events.send(PluginEvent.Kind.CREATE, plugin.id(), name, Map.of());
                return plugin.snapshot();
            } catch (Throwable t) {
                plugins.unclaim(name);
                throw t;
            }
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new PluginStorageException(
                    Path.of(reference.familiar()),
                    "cannot make plugin %s: %s".formatted(reference.familiar(), e.getMessage()),
                    e);
        }
    }

    private StoredPlugin make(
            PluginReference reference,
            InputStream archive,
            Optional<List<Privilege>> granted,
            Requester requester,
            Cancellation cancellation)
            throws IOException, InterruptedException {
        String name = reference.withDefaultTag().familiar();
        List<Digest> held = new ArrayList<>();
        try (StagedRootfs staging = store.stage(plugins.newId());
                UnpackedTar rootfs =
                        UnpackedTar.begin(
                                executor, providers, "creation of " + name, staging.rootfs())) {
            Blobs blobs = store(archive, rootfs, held);
            granted.ifPresent(g -> ConsentCheck.require(reference, blobs.parsed(), g));
            AdmissionResult admission =
                    providers.admit(
                            LocalAdmission.ofFiles(
                                    requester, name, blobs.manifest(), blobs.parsed()),
                            required.get());
            rootfs.await();
            PluginDocument document = document(staging.id(), name, blobs).withAdmission(admission);
            store.prepare(staging, document);
            cancellation.pointOfNoReturn();
            store.commit(staging);
            return new StoredPlugin(document, blobs.parsed());
        } catch (Throwable t) {
            store.blobs().release(held);
            throw t;
        }
    }

    private record Blobs(
            Descriptor manifest, Descriptor config, Descriptor layer, PluginConfig parsed) {}

    /** Stores layer, config and manifest, each held once, and has the layer unpacked meanwhile. */
    private Blobs store(InputStream archive, UnpackedTar rootfs, List<Digest> held)
            throws IOException {
        BlobStore blobs = store.blobs();
        Descriptor layer;
        byte[] written;
        try (BlobWriter blob = blobs.writer();
                ParallelGzipStream gzip = new ParallelGzipStream(blob)) {
            OutputStream both = new TeeOutputStream(gzip, rootfs);
            written = PluginArchive.split(new ArchiveStream(ungzip(archive)), both);
            rootfs.finish();
            gzip.finish();
            rules.read(written);
            layer = hold(blob, MediaTypes.DOCKER_LAYER_GZIP, held);
        }
        byte[] named = ManifestBuilder.configWithLayers(written, List.of(layer));
        Descriptor config = keep(named, MediaTypes.PLUGIN_CONFIG, held);
        Descriptor manifest =
                keep(ManifestBuilder.of(config, List.of(layer)), MediaTypes.DOCKER_MANIFEST, held);
        return new Blobs(manifest, config, layer, PluginConfigReader.read(named));
    }

    private Descriptor keep(byte[] bytes, String mediaType, List<Digest> held) throws IOException {
        try (BlobWriter blob = store.blobs().writer()) {
            blob.write(bytes);
            return hold(blob, mediaType, held);
        }
    }

    private static Descriptor hold(BlobWriter blob, String mediaType, List<Digest> held)
            throws IOException {
        Descriptor stored = blob.commit(mediaType);
        held.add(stored.digest());
        return stored;
    }

    /** Returns the tar itself: {@code docker plugin create --compress} sends it gzipped. */
    private static InputStream ungzip(InputStream archive) throws IOException {
        BufferedInputStream in = new BufferedInputStream(new ArchiveStream(archive), 64 * 1024);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
    }

    /**
     * Makes failures to read the archive {@link InvalidPluginException}s, to tell them from the
     * disk's.
     */
    private static final class ArchiveStream extends BulkFilterStream {
        ArchiveStream(InputStream archive) {
            super(archive);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (ClosedByInterruptException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                throw new InvalidPluginException(
                        "the archive cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static PluginDocument document(String id, String name, Blobs blobs) {
        return PluginDocument.fresh(
                id, name, null, blobs.manifest(), blobs.config(), List.of(blobs.layer()));
    }
}

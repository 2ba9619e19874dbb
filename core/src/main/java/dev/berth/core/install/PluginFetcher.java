package dev.berth.core.install;

import dev.berth.core.metrics.PullMetrics;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.core.work.TaskGroup;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Progress.Phase;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Fetches a plugin: stores manifest, config and what is kept with them, downloads layers several at
 * once, and unpacks each while it is downloaded, as soon as those below it are unpacked.
 */
public final class PluginFetcher {
    /** Docker's {@code max-concurrent-downloads}. */
    private static final int DOWNLOADS_AT_ONCE = 3;

    private final ManagerExecutor executor;
    private final Providers providers;
    private final BlobStore blobs;
    private final SharedDownloads downloads;
    private final PullMetrics metrics;

    public PluginFetcher(
            ManagerExecutor executor, Providers providers, BlobStore blobs, PullMetrics metrics) {
        this.executor = executor;
        this.providers = providers;
        this.blobs = blobs;
        this.downloads = new SharedDownloads(executor, blobs, metrics);
        this.metrics = metrics;
    }

    /** Fetches a plugin. The caller holds its digests, and deletes the rootfs if this fails. */
    void fetch(PluginFetch fetch) throws InterruptedException {
        boolean fetched = false;
        try {
            fetchAll(fetch);
            fetched = true;
        } finally {
            metrics.ended(fetched);
        }
    }

    private void fetchAll(PluginFetch fetch) throws InterruptedException {
        PluginManifest manifest = fetch.plugin().manifest();
        store(fetch, manifest.manifest(), manifest.manifestBytes());
        store(fetch, manifest.config(), manifest.configBytes());
        attach(fetch);
        List<Descriptor> layers = manifest.layers();
        // Closed before the caller deletes what a download may still write to.
        try (TaskGroup group = executor.group(DOWNLOADS_AT_ONCE)) {
            List<LayerFetch> coming =
                    layers.stream().map(layer -> start(group, fetch, layer)).toList();
            for (int i = 0; i < layers.size(); i++) {
                Digest diffId = unpack(group, fetch, coming.get(i));
                fetch.plugin().diffIds().require(i, layers.get(i), diffId);
            }
        }
    }

    private void attach(PluginFetch fetch) throws InterruptedException {
        PluginManifest manifest = fetch.plugin().manifest();
        for (int i = 0; i < manifest.indexDocuments().size(); i++) {
            store(fetch, manifest.indexes().get(i), manifest.indexDocuments().get(i));
        }
        for (Attachment one : fetch.plugin().attachments()) {
            for (Map.Entry<Descriptor, byte[]> document : one.documents().entrySet()) {
                store(fetch, document.getKey(), document.getValue());
            }
        }
    }

    private void store(PluginFetch fetch, Descriptor blob, byte[] bytes)
            throws InterruptedException {
        try {
            blobs.put(blob, bytes);
        } catch (IOException e) {
            throw BlobErrors.translated("store", fetch.reference(), blob, e);
        }
    }

    private LayerFetch start(TaskGroup group, PluginFetch fetch, Descriptor layer) {
        LayerFetch coming = new LayerFetch(blobs, layer);
        coming.begin(
                group.start(
                        "fetch of " + layer.digest(),
                        cancellation -> {
                            download(fetch, layer, coming);
                            return null;
                        }));
        return coming;
    }

    private void download(PluginFetch fetch, Descriptor layer, LayerFetch coming)
            throws InterruptedException {
        if (blobs.has(layer)) {
            fetch.report(Phase.ALREADY_EXISTS, layer, layer.size());
            return;
        }
        fetch.report(Phase.WAITING, layer, 0);
        downloads.download(fetch, layer, coming::comes);
        fetch.report(Phase.DOWNLOADED, layer, layer.size());
    }

    /** Unpacks a layer, which may still be downloaded; that is told before the unpacking. */
    private Digest unpack(TaskGroup group, PluginFetch fetch, LayerFetch coming)
            throws InterruptedException {
        Descriptor layer = coming.descriptor();
        LongConsumer progress =
                done -> {
                    if (coming.isWhole() && done < layer.size()) {
                        fetch.report(Phase.EXTRACTING, layer, done);
                    }
                };
        Digest diffId;
        try {
            diffId = providers.runtime().unpack(layer, coming, fetch.rootfs(), progress);
        } catch (RuntimeException e) {
            // Whether the layer was what it should be tells more than what made of it.
            group.await(coming.download());
            throw e;
        }
        group.await(coming.download());
        fetch.report(Phase.EXTRACTING, layer, layer.size());
        fetch.report(Phase.COMPLETE, layer, layer.size());
        return diffId;
    }
}

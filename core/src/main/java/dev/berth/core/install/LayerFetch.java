package dev.berth.core.install;

import dev.berth.core.store.BlobStore;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginException;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LayerContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One layer of a fetch, for whoever unpacks it. It can be read while it is downloaded if this fetch
 * downloads it from its first byte on. What is continued, or is downloaded for another install, is
 * there when it is whole: its first bytes may turn out to be wrong, and the other may be cancelled.
 */
final class LayerFetch implements LayerContent {
    private final BlobStore blobs;
    private final Descriptor layer;
    private final CompletableFuture<Optional<DownloadProgress>> begun = new CompletableFuture<>();
    private volatile Operation<Void> download;

    LayerFetch(BlobStore blobs, Descriptor layer) {
        this.blobs = blobs;
        this.layer = layer;
    }

    /** Begins, by an operation that has ended when the layer is whole. */
    void begin(Operation<Void> operation) {
        download = operation;
        operation.result().whenComplete((nothing, error) -> begun.complete(Optional.empty()));
    }

    /** It is downloaded from its first byte on. */
    void comes(DownloadProgress progress) {
        begun.complete(Optional.of(progress));
    }

    Descriptor descriptor() {
        return layer;
    }

    /** Returns what has ended when the layer is whole. */
    Operation<Void> download() {
        return download;
    }

    /** Returns whether the layer is whole, unless it never will be. */
    boolean isWhole() {
        return download.isDone();
    }

    @Override
    public InputStream open() throws IOException, InterruptedException {
        try {
            Optional<DownloadProgress> coming = begun.get();
            return coming.isEmpty() ? openWhole() : openBehind(coming.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("whatever comes of a download, it ends", e);
        }
    }

    /** By a channel: an interrupt of the reader ends the reading. */
    private InputStream openWhole() throws IOException, InterruptedException {
        return Channels.newInputStream(Files.newByteChannel(file()));
    }

    private InputStream openBehind(DownloadProgress progress)
            throws IOException, InterruptedException {
        try {
            FileChannel part = blobs.openPart(layer.digest());
            return new DownloadingStream(part, layer.size(), progress);
        } catch (NoSuchFileException e) {
            // A download that has failed takes its file along, and then says why.
            progress.awaitSuccess();
            throw e;
        }
    }

    @Override
    public Path file() throws IOException, InterruptedException {
        try {
            download.await();
            return blobs.path(layer.digest());
        } catch (PluginException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A {@link LayerScan} on a thread of its own, beside the upload. */
final class ScanThread implements AutoCloseable {
    private final FutureTask<ScannedLayer> scan;

    private ScanThread(FutureTask<ScannedLayer> scan) {
        this.scan = scan;
    }

    static ScanThread of(Path blob, Digest digest, UnpackLimits limits) {
        FutureTask<ScannedLayer> scan = new FutureTask<>(() -> LayerScan.read(blob, limits));
        DaemonThreads.create("berth-scan-" + digest, scan).start();
        return new ScanThread(scan);
    }

    /** Waits until it has come to the end. */
    ScannedLayer result() throws IOException, InterruptedException {
        try {
            return scan.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Ends it, wherever it is. */
    @Override
    public void close() {
        scan.cancel(true);
    }
}

package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.ContainerdHost;
import java.nio.file.Path;

/** A program that scans layers, for a JVM whose heap the test limits. */
final class ReadInLittleMemory {
    private ReadInLittleMemory() {}

    public static void main(String[] arguments) throws Exception {
        for (String blob : arguments) {
            BlobScan.read(Path.of(blob), ContainerdHost.DEFAULTS);
        }
    }
}

package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.ContainerdHost;
import java.nio.file.Path;

/** Reads layers through in a Java of its own, whose memory the test says. */
final class ReadInLittleMemory {
    private ReadInLittleMemory() {}

    public static void main(String[] arguments) throws Exception {
        for (String blob : arguments) {
            LayerScan.read(Path.of(blob), ContainerdHost.DEFAULTS);
        }
    }
}

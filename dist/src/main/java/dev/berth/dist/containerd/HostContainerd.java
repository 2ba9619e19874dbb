package dev.berth.dist.containerd;

import java.nio.file.Path;

/** A containerd that the host runs; it is never started or stopped here. */
record HostContainerd(Path address) implements Containerd {

    /** Where a containerd listens unless told otherwise. */
    static final Path DEFAULT_ADDRESS = Path.of("/run/containerd/containerd.sock");

    @Override
    public String await() throws ContainerdException {
        if (!SocketProbe.accepts(address)) {
            throw new ContainerdException(
                    "no containerd answers at %s: start it, or leave out --containerd and Berth starts one of its own"
                            .formatted(address));
        }
        return "containerd";
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}

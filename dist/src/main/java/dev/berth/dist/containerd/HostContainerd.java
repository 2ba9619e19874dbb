package dev.berth.dist.containerd;

import java.nio.file.Path;
import java.util.Optional;

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
        Optional<String> searchPath =
                ListeningProcess.on(address).flatMap(ListeningProcess::searchPath);
        if (searchPath.isPresent()) {
            RuntimePrograms.require(searchPath.get(), address);
        }
        return "containerd";
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}

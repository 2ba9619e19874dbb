package dev.berth.dist.containerd;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A containerd that the host runs; it is never started or stopped here.
 *
 * @param runtime the OCI runtime's binary, or its name in the search path; empty for none
 */
record HostContainerd(Path address, String runtime) implements Containerd {

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
            RuntimePrograms.require(runtime, searchPath.get(), address);
        }
        return "containerd";
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}

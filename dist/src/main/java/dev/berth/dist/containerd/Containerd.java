package dev.berth.dist.containerd;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The containerd that the engine uses: the host's, or one of Berth's own. */
public sealed interface Containerd extends AutoCloseable permits HostContainerd, OwnContainerd {

    /** The word for a containerd of Berth's own, whatever the host has. */
    String OWN = "own";

    /**
     * Chooses: what the user asked for, else the host's if its socket accepts, else one of Berth's
     * own, which is started.
     *
     * @param asked an address, {@link #OWN}, or nothing
     * @param runtime the OCI runtime's binary, or its name in the search path; empty for none
     * @param troubles told of what goes wrong with one of Berth's own
     * @throws ContainerdException if one is to be started, and cannot be
     */
    static Containerd choose(
            Optional<String> asked,
            ContainerdFolders folders,
            String runtime,
            Consumer<String> troubles)
            throws ContainerdException {
        if (asked.isPresent() && !asked.get().equals(OWN)) {
            return new HostContainerd(Path.of(asked.get()), runtime);
        }
        if (asked.isEmpty() && SocketProbe.accepts(HostContainerd.DEFAULT_ADDRESS)) {
            return new HostContainerd(HostContainerd.DEFAULT_ADDRESS, runtime);
        }
        return OwnContainerd.start(folders, runtime, troubles);
    }

    /** Returns its socket. */
    Path address();

    /**
     * Waits until its socket accepts.
     *
     * @return its name and version, as far as known
     * @throws ContainerdException if it does not
     * @throws InterruptedException if the thread was interrupted
     */
    String await() throws ContainerdException, InterruptedException;

    /** Stops what was started here. */
    @Override
    void close();
}

package dev.berth.conformance;

import java.nio.file.Path;

/**
 * The folder of the FIFOs through which a log driver gets its entries.
 *
 * @param onHost where they are made
 * @param inPlugin where the plugin sees them
 */
record FifoFolder(Path onHost, String inPlugin) {
    private static final String DOCKERS = "/run/docker/logging";

    /** Docker's, which a plugin that is a process of the host shares with it. */
    static final FifoFolder SHARED = new FifoFolder(Path.of(DOCKERS), DOCKERS);

    /** Returns that of a plugin in a container. */
    static FifoFolder mountedFrom(Path onHost) {
        return new FifoFolder(onHost, DOCKERS);
    }
}

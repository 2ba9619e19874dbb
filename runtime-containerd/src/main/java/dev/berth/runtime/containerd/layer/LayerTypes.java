package dev.berth.runtime.containerd.layer;

import java.io.IOException;
import java.util.Set;

/** The media types of layers, Docker's and OCI's. */
final class LayerTypes {
    static final String TAR = "application/vnd.oci.image.layer.v1.tar";

    private static final String OCI_FOREIGN =
            "application/vnd.oci.image.layer.nondistributable.v1.tar";
    private static final String DOCKER = "application/vnd.docker.image.rootfs.diff.tar";
    private static final String DOCKER_FOREIGN =
            "application/vnd.docker.image.rootfs.foreign.diff.tar";
    private static final Set<String> KNOWN =
            Set.of(
                    TAR,
                    TAR + "+gzip",
                    TAR + "+zstd",
                    OCI_FOREIGN,
                    OCI_FOREIGN + "+gzip",
                    OCI_FOREIGN + "+zstd",
                    DOCKER,
                    DOCKER + ".gzip",
                    DOCKER + ".zstd",
                    DOCKER_FOREIGN,
                    DOCKER_FOREIGN + ".gzip");

    private LayerTypes() {}

    /** Throws if the type is no layer's. */
    static void check(String mediaType) throws IOException {
        if (!KNOWN.contains(mediaType)) {
            throw new IOException(
                    "its type "
                            + mediaType
                            + " is unknown; layers are tar archives, plain or in gzip or zstd");
        }
    }
}

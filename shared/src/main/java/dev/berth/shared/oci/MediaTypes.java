package dev.berth.shared.oci;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The media types of what a plugin is made of in a registry, Docker's and OCI's. */
public final class MediaTypes {
    public static final String PLUGIN_CONFIG = "application/vnd.docker.plugin.v1+json";
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

    public static final String DOCKER_MANIFEST =
            "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_INDEX =
            "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    /** Manifests of one image. */
    public static final Set<String> IMAGES = Set.of(DOCKER_MANIFEST, OCI_MANIFEST);

    /** Manifests that list others, one for each platform. */
    public static final Set<String> INDEXES = Set.of(DOCKER_INDEX, OCI_INDEX);

    /** All that can stand behind a tag, in the order in which it is asked for. */
    public static final List<String> MANIFESTS =
            List.of(DOCKER_MANIFEST, OCI_MANIFEST, DOCKER_INDEX, OCI_INDEX);

    /** A layer as Docker makes it. */
    public static final String DOCKER_LAYER_GZIP =
            "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /** A layer that is not compressed. */
    public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

    /** Layers that a registry holds: tar archives, plain or compressed by gzip or zstd. */
    public static final Set<String> LAYERS =
            Set.of(
                    "application/vnd.docker.image.rootfs.diff.tar",
                    DOCKER_LAYER_GZIP,
                    "application/vnd.docker.image.rootfs.diff.tar.zstd",
                    OCI_LAYER,
                    OCI_LAYER + "+gzip",
                    OCI_LAYER + "+zstd");

    /** All that can be unpacked: also layers that come from elsewhere than a registry. */
    public static final Set<String> UNPACKABLE_LAYERS =
            Stream.concat(
                            LAYERS.stream(),
                            Stream.of(
                                    "application/vnd.docker.image.rootfs.foreign.diff.tar",
                                    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                                    "application/vnd.oci.image.layer.nondistributable.v1.tar",
                                    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                                    "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"))
                    .collect(Collectors.toUnmodifiableSet());

    private MediaTypes() {}
}

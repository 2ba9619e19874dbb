package dev.berth.registry.manifest;

import java.util.List;
import java.util.Set;

/** The names of what is found in registries, Docker's and OCI's. */
public final class MediaTypes {
    public static final String PLUGIN_CONFIG = "application/vnd.docker.plugin.v1+json";
    public static final String DOCKER_MANIFEST =
            "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_INDEX =
            "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    /** The annotations by which manifests in an image layout are named. */
    public static final String FULL_NAME = "io.containerd.image.name";

    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

    /** All that can be made sense of under a tag. */
    public static final List<String> MANIFESTS =
            List.of(DOCKER_MANIFEST, OCI_MANIFEST, DOCKER_INDEX, OCI_INDEX);

    static final Set<String> INDEXES = Set.of(DOCKER_INDEX, OCI_INDEX);
    static final Set<String> IMAGES = Set.of(DOCKER_MANIFEST, OCI_MANIFEST);

    /** The layers that can be unpacked. */
    static final Set<String> LAYERS =
            Set.of(
                    "application/vnd.docker.image.rootfs.diff.tar",
                    "application/vnd.docker.image.rootfs.diff.tar.gzip",
                    "application/vnd.docker.image.rootfs.diff.tar.zstd",
                    "application/vnd.oci.image.layer.v1.tar",
                    "application/vnd.oci.image.layer.v1.tar+gzip",
                    "application/vnd.oci.image.layer.v1.tar+zstd");

    private MediaTypes() {}
}

package dev.berth.registry.manifest;

/** The annotations that name the manifests in an image layout's index. */
public final class LayoutAnnotations {
    public static final String FULL_NAME = "io.containerd.image.name";
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    private LayoutAnnotations() {}
}

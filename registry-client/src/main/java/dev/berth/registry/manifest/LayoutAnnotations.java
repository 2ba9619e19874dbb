package dev.berth.registry.manifest;

/** The annotations by which manifests in an image layout are named. */
public final class LayoutAnnotations {
    public static final String FULL_NAME = "io.containerd.image.name";
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    private LayoutAnnotations() {}
}

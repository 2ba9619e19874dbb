package dev.berth.registry.testing;

import dev.berth.plugin.Digest;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A plugin as it lies on a disk, whose layers are of so many random bytes. */
public final class SamplePlugin {
    public static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    public static final String CONFIG =
            "{\"description\":\"sample\",\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],"
                    + "\"socket\":\"plugin.sock\"},\"entrypoint\":[\"/run\"]}";

    private final Map<Digest, byte[]> blobs = new HashMap<>();
    private final PluginManifest manifest;

    public SamplePlugin(long seed, int... layerSizes) {
        this(seed, MediaTypes.DOCKER_MANIFEST, LAYER, layerSizes);
    }

    public SamplePlugin(long seed, String manifestType, String layerType, int... layerSizes) {
        this(manifestType, MediaTypes.PLUGIN_CONFIG, layerType, contents(seed, layerSizes));
    }

    /** A plugin whose layers are these, under media types that may be odd. */
    public SamplePlugin(
            String manifestType, String configType, String layerType, List<byte[]> contents) {
        List<Descriptor> layers = contents.stream().map(bytes -> add(layerType, bytes)).toList();
        byte[] config = CONFIG.getBytes(StandardCharsets.UTF_8);
        Descriptor configBlob = add(configType, config);
        byte[] document =
                imageJson(manifestType, configBlob, layers).getBytes(StandardCharsets.UTF_8);
        manifest =
                PluginManifest.of(
                        Descriptor.of(manifestType, Digest.sha256(document), document.length),
                        document,
                        configBlob,
                        config,
                        layers);
    }

    private static List<byte[]> contents(long seed, int... sizes) {
        Random random = new Random(seed);
        return Arrays.stream(sizes).mapToObj(size -> bytes(random, size)).toList();
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private Descriptor add(String mediaType, byte[] bytes) {
        Digest digest = Digest.sha256(bytes);
        blobs.put(digest, bytes);
        return Descriptor.of(mediaType, digest, bytes.length);
    }

    /** Returns the manifest of an image. */
    public static String imageJson(String type, Descriptor config, List<Descriptor> layers) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        type,
                        json(config),
                        layers.stream().map(SamplePlugin::json).collect(Collectors.joining(",")));
    }

    /** Returns a descriptor as it stands in manifests. */
    public static String json(Descriptor blob) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(blob.mediaType(), blob.digest(), blob.size());
    }

    public PluginManifest manifest() {
        return manifest;
    }

    public Descriptor layer(int index) {
        return manifest.layers().get(index);
    }

    public byte[] bytes(Descriptor blob) {
        return blobs.get(blob.digest());
    }

    /** Returns where its layers can be read; nobody needs to ask for the config. */
    public BlobSource source() {
        return blob -> {
            if (!manifest.layers().contains(blob)) {
                throw new FileNotFoundException(blob.digest().toString());
            }
            return new ByteArrayInputStream(bytes(blob));
        };
    }
}

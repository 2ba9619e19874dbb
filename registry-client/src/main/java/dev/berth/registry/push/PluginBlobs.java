package dev.berth.registry.push;

import dev.berth.registry.content.Digest;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Has the blobs that are known without a look at the disk, and gets the others from there. */
final class PluginBlobs {
    /** What artifacts have for a config that have none; nobody keeps it as a file. */
    private static final byte[] EMPTY_JSON = "{}".getBytes(StandardCharsets.UTF_8);

    private static final String EMPTY_JSON_DIGEST = Digest.sha256(EMPTY_JSON).toString();

    private final PluginManifest plugin;
    private final BlobSource others;

    PluginBlobs(PluginManifest plugin, BlobSource others) {
        this.plugin = plugin;
        this.others = others;
    }

    InputStream open(Descriptor blob) throws IOException {
        if (blob.digest().equals(plugin.config().digest())) {
            return new ByteArrayInputStream(plugin.configBytes());
        }
        return blob.digest().equals(EMPTY_JSON_DIGEST)
                ? new ByteArrayInputStream(EMPTY_JSON)
                : others.open(blob);
    }
}

package dev.berth.core.install;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.spi.Descriptor;
import java.util.List;

/**
 * The {@code diff_ids} of a config: for each layer its digest, compressed (as Docker writes them
 * today) or uncompressed (as the OCI image specification has it). A config may have none.
 */
final class DiffIds {
    private final PluginReference reference;
    private final List<String> named;

    private DiffIds(PluginReference reference, List<String> named) {
        this.reference = reference;
        this.named = named;
    }

    /**
     * Returns the {@code diff_ids} of a config.
     *
     * @throws InvalidPluginException if there are some, and not one for each layer, or one that no
     *     layer can be known by: unpacking computes SHA-256
     */
    static DiffIds of(PluginReference reference, PluginConfig config, List<Descriptor> layers) {
        List<String> named = config.rootfs().diffIds();
        if (!named.isEmpty() && named.size() != layers.size()) {
            throw new InvalidPluginException(
                    "the config of %s names %d layers in its diff_ids, its manifest has %d"
                            .formatted(reference.familiar(), named.size(), layers.size()));
        }
        for (int i = 0; i < named.size(); i++) {
            requireComparable(reference, named.get(i), layers.get(i));
        }
        return new DiffIds(reference, named);
    }

    private static void requireComparable(
            PluginReference reference, String named, Descriptor layer) {
        if (!named.startsWith(Digest.SHA256 + ":") && !named.equals(layer.digest().toString())) {
            throw new InvalidPluginException(
                    "the config of %s names a layer %s in its diff_ids; it is named by its own digest, %s, or by the sha256 of its tar"
                            .formatted(reference.familiar(), named, layer.digest()));
        }
    }

    /**
     * Checks that a layer is the one that the config names.
     *
     * @param unpacked the digest of the layer's uncompressed tar
     */
    void require(int index, Descriptor layer, Digest unpacked) {
        if (named.isEmpty()) {
            return;
        }
        String expected = named.get(index);
        if (!expected.equals(unpacked.toString()) && !expected.equals(layer.digest().toString())) {
            throw new InvalidPluginException(
                    "layer %d of %s is not the one that its config names: diff_ids has %s, the layer is %s, uncompressed %s"
                            .formatted(
                                    index + 1,
                                    reference.familiar(),
                                    expected,
                                    layer.digest(),
                                    unpacked));
        }
    }
}

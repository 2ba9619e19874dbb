package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a plugin: its content, and the root filesystem that was unpacked of it.
 *
 * @param rootfs the name of the root filesystem's folder, which no other version of the plugin has
 * @param source the reference it was pulled from, or null if it was created here
 * @param index the digest of the index that it was chosen from, or null if there was none
 * @param attached what is kept beside it; absent in documents that were written before that was
 */
public record StoredVersion(
        String rootfs,
        String source,
        String index,
        Descriptor manifest,
        Descriptor config,
        List<Descriptor> layers,
        AttachedDocuments attached) {

    public StoredVersion {
        layers = List.copyOf(layers);
        attached = attached == null ? AttachedDocuments.NONE : attached;
    }

    /** Returns the reference it was pulled from; empty if it was created here. */
    public Optional<PluginReference> reference() {
        return Optional.ofNullable(source).map(PluginReference::parse);
    }

    /** Returns the digests of all that it needs in the content store. */
    public List<Digest> digests() {
        return digests(manifest, config, layers, attached);
    }

    /** Returns the digests of all that a version consists of, and of what is kept beside it. */
    public static List<Digest> digests(
            Descriptor manifest,
            Descriptor config,
            List<Descriptor> layers,
            AttachedDocuments attached) {
        Stream<Digest> own =
                Stream.concat(Stream.of(manifest, config), layers.stream()).map(Descriptor::digest);
        return Stream.concat(own, attached.digests()).toList();
    }
}

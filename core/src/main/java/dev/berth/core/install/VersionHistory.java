package dev.berth.core.install;

import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.Digest;
import dev.berth.spi.PluginManifest;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The versions of a plugin after an upgrade: the new one, and the latest of those before it.
 *
 * @param kept how many versions that an upgrade has replaced are kept
 */
public record VersionHistory(IntSupplier kept) {

    /** Returns the document with a new version in use. */
    PluginDocument advance(PluginDocument before, ResolvedPlugin resolved) {
        PluginManifest manifest = resolved.manifest();
        StoredVersion next =
                new StoredVersion(
                        nextRootfs(before),
                        resolved.reference().toString(),
                        resolved.index().map(Digest::toString).orElse(null),
                        manifest.manifest(),
                        manifest.config(),
                        manifest.layers(),
                        resolved.attached());
        List<StoredVersion> others =
                before.versions().stream()
                        // The same content once more is no version to return to.
                        .filter(v -> !v.manifest().digest().equals(next.manifest().digest()))
                        .limit(kept.getAsInt())
                        .toList();
        return before.withVersions(next, others).withAdmission(resolved.admission());
    }

    /** Returns the next of {@code rootfs}, {@code rootfs-2}, {@code rootfs-3}, … */
    private static String nextRootfs(PluginDocument document) {
        int last =
                document.versions().stream()
                        .mapToInt(version -> number(version.rootfs()))
                        .max()
                        .orElse(0);
        return "rootfs-" + (last + 1);
    }

    private static int number(String rootfs) {
        int dash = rootfs.indexOf('-');
        return dash < 0 ? 1 : Integer.parseInt(rootfs.substring(dash + 1));
    }
}

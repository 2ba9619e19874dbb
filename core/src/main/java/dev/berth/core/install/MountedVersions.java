package dev.berth.core.install;

import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.error.PluginRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is mounted in the root filesystems of versions, which are deleted sooner or later. */
record MountedVersions(PluginStore store, Providers providers) {

    /**
     * Undoes the mounts in root filesystems that go out of use.
     *
     * @throws PluginRuntimeException if one cannot be undone
     */
    void requireUnmounted(ManagedPlugin plugin, List<StoredVersion> versions) {
        for (StoredVersion version : versions) {
            Optional<Path> mounted = stillMounted(plugin, version);
            if (mounted.isPresent()) {
                throw new PluginRuntimeException(
                        "plugin %s is not upgraded, because %s is still mounted: unmount it and try again"
                                .formatted(plugin.name(), mounted.get()),
                        null);
            }
        }
    }

    /** Undoes the mounts in a root filesystem; returns one that cannot be undone, if there is. */
    Optional<Path> stillMounted(ManagedPlugin plugin, StoredVersion version) {
        Path rootfs = store.folder(plugin.id()).resolve(version.rootfs());
        return providers.runtime().unmountBelow(rootfs).stream().findFirst();
    }
}

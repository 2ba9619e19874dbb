package dev.berth.core.install;

import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.error.PluginRuntimeException;
import java.nio.file.Path;
import java.util.List;

/** What is mounted in the root filesystems of versions, which are deleted sooner or later. */
record MountedVersions(PluginStore store, Providers providers) {

    /**
     * Undoes the mounts in root filesystems that go out of use.
     *
     * @throws PluginRuntimeException if one cannot be undone
     */
    void requireUnmounted(ManagedPlugin plugin, List<StoredVersion> versions) {
        for (StoredVersion version : versions) {
            Path rootfs = store.folder(plugin.id()).resolve(version.rootfs());
            List<Path> mounted = providers.runtime().unmountBelow(rootfs);
            if (!mounted.isEmpty()) {
                throw new PluginRuntimeException(
                        "plugin %s is not upgraded, because %s is still mounted: unmount it and try again"
                                .formatted(plugin.name(), mounted.get(0)),
                        null);
            }
        }
    }
}

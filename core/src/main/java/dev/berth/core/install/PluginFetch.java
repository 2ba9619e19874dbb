package dev.berth.core.install;

import dev.berth.core.store.StagedRootfs;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One fetch of a plugin for one caller.
 *
 * @param credentials the caller's
 * @param rootfs the folder that layers are unpacked into
 * @param progress the caller's; called by several threads
 */
record PluginFetch(
        ResolvedPlugin plugin,
        Optional<RegistryCredentials> credentials,
        Path rootfs,
        ProgressListener progress) {

    static PluginFetch of(ResolvedPlugin plugin, Pull pull, StagedRootfs staging) {
        return new PluginFetch(
                plugin, pull.request().credentials(), staging.rootfs(), pull.progress());
    }

    PluginReference reference() {
        return plugin.reference();
    }

    /**
     * Opens a blob at the source where the plugin was resolved, from an offset on; nobody has
     * checked its digest.
     */
    InputStream open(Descriptor blob, long offset) throws InterruptedException {
        return plugin.registry().openUnverified(reference(), blob, offset, credentials);
    }

    /** Reports a layer's progress to the caller. */
    void report(Phase phase, Descriptor layer, long done) {
        progress.progress(ProgressStep.of(phase, layer, done));
    }
}

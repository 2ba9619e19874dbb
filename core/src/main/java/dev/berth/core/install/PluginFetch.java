package dev.berth.core.install;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One plugin that is fetched for one caller.
 *
 * @param credentials of the caller
 * @param rootfs what its layers are unpacked into
 * @param progress of the caller, called by several threads
 */
record PluginFetch(
        ResolvedPlugin plugin,
        Optional<RegistryCredentials> credentials,
        Path rootfs,
        ProgressListener progress) {

    PluginReference reference() {
        return plugin.reference();
    }

    /** Opens a blob where the plugin was found, from an offset on. */
    InputStream open(Descriptor blob, long offset) throws InterruptedException {
        return plugin.registry().open(reference(), blob, offset, credentials);
    }

    /** Tells the caller how far a layer is. */
    void report(Phase phase, Descriptor layer, long done) {
        progress.progress(ProgressStep.of(phase, layer, done));
    }
}

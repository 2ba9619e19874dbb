package dev.berth.core.install;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.PluginDocument;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PushListener;
import java.util.Map;
import java.util.Optional;

/** Pushes a plugin's stored blobs to a registry, byte for byte as they were pulled or created. */
public final class Pusher {
    private final Providers providers;
    private final SignatureSource signatures;
    private final BlobStore blobs;
    private final EventDispatcher events;

    public Pusher(
            Providers providers,
            SignatureSource signatures,
            BlobStore blobs,
            EventDispatcher events) {
        this.providers = providers;
        this.signatures = signatures;
        this.blobs = blobs;
        this.events = events;
    }

    /** Pushes a plugin, which may be changed or removed meanwhile. */
    public Plugin push(
            ManagedPlugin plugin,
            Optional<RegistryCredentials> credentials,
            ProgressListener progress)
            throws InterruptedException {
        PluginDocument document = plugin.document();
        blobs.hold(document.version().digests());
        try {
            PushListener listener = (blob, sent) -> progress.progress(progress(blob, sent));
            providers
                    .registry()
                    .push(
                            PluginReference.parse(document.name()),
                            signatures.pushed(document, atSource(document, credentials)),
                            signatures.blobs(document, atSource(document, credentials)),
                            credentials,
                            listener);
            // The registry tells of blobs only; clients want the manifest's size as well.
            listener.sent(document.manifest(), document.manifest().size());
        } finally {
            blobs.release(document.version().digests());
        }
        events.send(PluginEvent.Kind.PUSH, plugin.id(), plugin.name(), Map.of());
        return plugin.snapshot();
    }

    /** Returns the login, if it is for the registry that the plugin is from. */
    private static Optional<RegistryCredentials> atSource(
            PluginDocument document, Optional<RegistryCredentials> credentials) {
        String target = PluginReference.parse(document.name()).domain();
        return credentials.filter(
                login ->
                        document.version()
                                .reference()
                                .filter(source -> source.domain().equals(target))
                                .isPresent());
    }

    private static Progress progress(Descriptor blob, long sent) {
        Phase phase = sent == blob.size() ? Phase.PUSHED : Phase.PUSHING;
        return ProgressStep.of(phase, blob, sent);
    }
}

package dev.berth.registry;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.call.Repository;
import dev.berth.registry.host.RegistryHost;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PushListener;
import dev.berth.spi.Referrer;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A {@link PluginRegistry} over the network. */
final class RemoteRegistry implements PluginRegistry {
    private final LazyRegistryClient client;

    RemoteRegistry(LazyRegistryClient client) {
        this.client = client;
    }

    @Override
    public PluginManifest resolve(
            PluginReference reference, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        PluginManifest plugin =
                client.get().resolve(repository(reference, credentials, false), reference);
        plugin.layers().forEach(layer -> remember(reference, layer));
        return plugin;
    }

    @Override
    public InputStream open(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return client.get().blobs.open(repository(repository, credentials, false), blob, offset);
    }

    @Override
    public InputStream openUnverified(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return client.get()
                .blobs
                .openUnverified(repository(repository, credentials, false), blob, offset);
    }

    @Override
    public List<Referrer> referrers(
            PluginReference repository, Digest subject, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return client.get().referrers(repository(repository, credentials, false), subject);
    }

    @Override
    public void login(String registry, RegistryCredentials credentials)
            throws InterruptedException {
        client.get().logins.verify(RegistryHost.of(registry), credentials);
    }

    @Override
    public void push(
            PluginReference target,
            PluginManifest plugin,
            BlobSource blobs,
            Optional<RegistryCredentials> credentials,
            PushListener listener)
            throws InterruptedException {
        client.get()
                .pusher
                .push(
                        repository(target, credentials, true),
                        target.tag().orElse(PluginReference.DEFAULT_TAG),
                        plugin,
                        blobs,
                        listener);
    }

    private void remember(PluginReference reference, Descriptor layer) {
        client.get()
                .mountSources
                .seen(RegistryHost.of(reference.domain()), reference.path(), layer.digest());
    }

    private static Repository repository(
            PluginReference reference, Optional<RegistryCredentials> credentials, boolean writing) {
        return new Repository(
                RegistryHost.of(reference.domain()), reference.path(), credentials, writing);
    }
}

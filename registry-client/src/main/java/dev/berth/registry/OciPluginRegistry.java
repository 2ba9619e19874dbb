package dev.berth.registry;

import dev.berth.plugin.Reference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.call.Repository;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.tls.Tls;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PushListener;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** Plugins from and to registries that speak the OCI distribution protocol. */
@Component(configurationPid = OciPluginRegistry.PID)
@Designate(ocd = RegistryConfiguration.class)
public final class OciPluginRegistry implements PluginRegistry {
    static final String PID = "dev.berth.registry";

    private final ClientOnDemand client;

    @Activate
    public OciPluginRegistry(
            RegistryConfiguration config,
            @org.osgi.service.component.annotations.Reference(service = LoggerFactory.class)
                    Logger logger) {
        this(config, Surroundings.ofProcess(), logger);
    }

    OciPluginRegistry(RegistryConfiguration config, Surroundings surroundings, Logger logger) {
        Settings settings = Settings.of(config, surroundings);
        Tls.requireReadable(settings.caFiles());
        this.client = new ClientOnDemand(() -> new RegistryClient(settings, logger));
    }

    @Deactivate
    void deactivate() {
        client.close();
    }

    @Override
    public PluginManifest resolve(Reference reference, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        PluginManifest plugin =
                client.get().resolver.resolve(repository(reference, credentials, false), reference);
        plugin.layers().forEach(layer -> remember(reference, layer));
        return plugin;
    }

    @Override
    public InputStream open(
            Reference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return client.get().blobs.open(repository(repository, credentials, false), blob, offset);
    }

    @Override
    public void login(String registry, RegistryCredentials credentials)
            throws InterruptedException {
        client.get().entrance.enter(RegistryHost.of(registry), credentials);
    }

    @Override
    public void push(
            Reference target,
            PluginManifest plugin,
            BlobSource blobs,
            Optional<RegistryCredentials> credentials,
            PushListener listener)
            throws InterruptedException {
        client.get()
                .pusher
                .push(
                        repository(target, credentials, true),
                        target.tag().orElse(Reference.DEFAULT_TAG),
                        plugin,
                        blobs,
                        listener);
    }

    private void remember(Reference reference, Descriptor layer) {
        client.get()
                .known
                .seen(RegistryHost.of(reference.domain()), reference.path(), layer.digest());
    }

    private static Repository repository(
            Reference reference, Optional<RegistryCredentials> credentials, boolean writing) {
        return new Repository(
                RegistryHost.of(reference.domain()), reference.path(), credentials, writing);
    }
}

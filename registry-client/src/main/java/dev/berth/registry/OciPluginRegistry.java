package dev.berth.registry;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.layout.LayoutRegistry;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.spi.BlobSource;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PushListener;
import dev.berth.spi.Referrer;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The component for registries that speak the OCI distribution protocol, and for those that are
 * layout folders by configuration.
 */
@Component(configurationPid = OciPluginRegistry.PID)
@Designate(ocd = RegistryConfiguration.class)
public final class OciPluginRegistry implements PluginRegistry {
    static final String PID = "dev.berth.registry";

    private final RegistrySettings settings;
    private final LazyRegistryClient client;
    private final RemoteRegistry remote;

    @Activate
    public OciPluginRegistry(
            Map<String, Object> properties,
            @org.osgi.service.component.annotations.Reference(service = LoggerFactory.class)
                    Logger log) {
        this(RegistryForm.FORM.read(properties, log::error), HostEnvironment.ofProcess(), log);
    }

    OciPluginRegistry(RegistryConfiguration config, HostEnvironment environment, Logger log) {
        this.settings = RegistrySettings.of(config, environment);
        this.client = new LazyRegistryClient(() -> new RegistryClient(settings, log));
        this.remote = new RemoteRegistry(client);
    }

    @Deactivate
    void deactivate() {
        client.close();
    }

    @Override
    public PluginManifest resolve(
            PluginReference reference, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return registry(reference.domain()).resolve(reference, credentials);
    }

    @Override
    public InputStream open(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return registry(repository.domain()).open(repository, blob, offset, credentials);
    }

    @Override
    public InputStream openUnverified(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return registry(repository.domain()).openUnverified(repository, blob, offset, credentials);
    }

    @Override
    public List<Referrer> referrers(
            PluginReference repository, Digest subject, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return registry(repository.domain()).referrers(repository, subject, credentials);
    }

    @Override
    public void login(String registry, RegistryCredentials credentials)
            throws InterruptedException {
        registry(registry).login(registry, credentials);
    }

    @Override
    public void push(
            PluginReference target,
            PluginManifest plugin,
            BlobSource blobs,
            Optional<RegistryCredentials> credentials,
            PushListener listener)
            throws InterruptedException {
        registry(target.domain()).push(target, plugin, blobs, credentials, listener);
    }

    private PluginRegistry registry(String domain) {
        Optional<Path> folder = settings.layouts().of(domain);
        return folder.isPresent()
                ? LayoutRegistry.ofWholeNames(
                        folder.get(),
                        settings.layoutLimits(),
                        new PlatformChoice(settings.platform()))
                : remote;
    }
}

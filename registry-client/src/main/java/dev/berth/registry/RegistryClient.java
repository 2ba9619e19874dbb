package dev.berth.registry;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.registry.auth.Authorizer;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.credentials.DockerCredentialStore;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.http.HttpClientPool;
import dev.berth.registry.http.HttpTransport;
import dev.berth.registry.login.LoginVerifier;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.BlobOpener;
import dev.berth.registry.pull.ManifestResolver;
import dev.berth.registry.pull.MirrorChain;
import dev.berth.registry.pull.ReferrerFinder;
import dev.berth.registry.pull.RemoteSource;
import dev.berth.registry.push.BlobPusher;
import dev.berth.registry.push.MountSources;
import dev.berth.registry.push.PluginPusher;
import dev.berth.registry.tls.TlsContextFactory;
import dev.berth.registry.transport.Redirects;
import dev.berth.registry.transport.RetryTransport;
import dev.berth.registry.transport.SchemeResolver;
import dev.berth.registry.transport.Sleeper;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/**
 * A registry client, put together as configured: the transports, and what pulls, pushes and logs in
 * over them.
 */
final class RegistryClient {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpClientPool connections;
    private final Authorizer transport;

    private final MirrorChain mirrors;
    private final int manifestBytes;
    private final ManifestResolver resolver;
    private final ReferrerFinder referrers;

    final BlobOpener blobs;
    final PluginPusher pusher;
    final LoginVerifier logins;
    final MountSources mountSources = new MountSources();

    RegistryClient(RegistrySettings settings, Logger log) {
        connections =
                new HttpClientPool(
                        TlsContextFactory.context(settings.caFiles(), settings.certsFolder(), log),
                        settings.proxies(),
                        settings.times());
        // A pause ends early when the client is closed; what comes after it then fails at once.
        Sleeper pause = duration -> closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        transport = transport(settings, pause);
        RegistryCaller caller = new RegistryCaller(transport);
        logins = new LoginVerifier(caller);
        mirrors = new MirrorChain(caller, settings.mirrors(), log);
        manifestBytes = settings.limits().manifestBytes();
        blobs = new BlobOpener(mirrors, settings.retries(), pause);
        resolver = new ManifestResolver(settings.limits(), new PlatformChoice(settings.platform()));
        referrers = new ReferrerFinder(settings.limits());
        pusher =
                new PluginPusher(
                        caller,
                        new BlobPusher(
                                caller, mountSources, settings.retries(), pause, settings.chunk()),
                        settings.limits());
    }

    /**
     * Returns what every request passes through, from the outermost to the network. The authorizer
     * stands before all others so that its requests to token services keep their rules too.
     */
    private Authorizer transport(RegistrySettings settings, Sleeper pause) {
        InsecureRegistries insecureRegistries = settings.insecureRegistries();
        return new Authorizer(
                new RetryTransport(
                        new SchemeResolver(
                                new Redirects(new HttpTransport(connections), insecureRegistries),
                                insecureRegistries),
                        settings.retries(),
                        pause),
                insecureRegistries,
                settings.tokenHosts(),
                new DockerCredentialStore(settings.dockerConfig(), settings.searchPath()));
    }

    PluginManifest resolve(Repository repository, PluginReference reference)
            throws InterruptedException {
        return resolver.resolve(
                new RemoteSource(mirrors, blobs, repository, manifestBytes), reference);
    }

    List<Referrer> referrers(Repository repository, Digest subject) throws InterruptedException {
        return referrers.find(new RemoteSource(mirrors, blobs, repository, manifestBytes), subject);
    }

    void close() {
        closing.countDown();
        transport.forget();
        connections.close();
    }
}

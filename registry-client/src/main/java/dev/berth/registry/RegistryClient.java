package dev.berth.registry;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.auth.Authorizer;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.call.RetryTransport;
import dev.berth.registry.credentials.DockerCredentialStore;
import dev.berth.registry.http.HttpClientPool;
import dev.berth.registry.http.Redirects;
import dev.berth.registry.http.SchemeResolver;
import dev.berth.registry.http.Sleeper;
import dev.berth.registry.login.LoginVerifier;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.BlobOpener;
import dev.berth.registry.pull.ManifestResolver;
import dev.berth.registry.pull.MirrorChain;
import dev.berth.registry.pull.RemoteSource;
import dev.berth.registry.push.BlobPusher;
import dev.berth.registry.push.MountSources;
import dev.berth.registry.push.PluginPusher;
import dev.berth.registry.tls.TlsContextFactory;
import dev.berth.spi.PluginManifest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** All parts of a registry client put together as configured. */
final class RegistryClient {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpClientPool connections;
    private final Authorizer authorizer;

    private final MirrorChain places;
    private final int manifestBytes;
    private final ManifestResolver resolver;

    final BlobOpener blobs;
    final PluginPusher pusher;
    final LoginVerifier entrance;
    final MountSources known = new MountSources();

    RegistryClient(RegistrySettings settings, Logger log) {
        connections =
                new HttpClientPool(
                        TlsContextFactory.context(settings.caFiles(), settings.certsFolder(), log),
                        settings.proxies(),
                        settings.times());
        authorizer = authorizer(settings, log);
        // A pause ends early when the client is closed; what comes after it then fails at once.
        Sleeper pause = duration -> closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        RegistryCaller caller =
                new RegistryCaller(new RetryTransport(authorizer, settings.retries(), pause));
        entrance = new LoginVerifier(caller);
        places = new MirrorChain(caller, settings.mirrors(), log);
        manifestBytes = settings.limits().manifestBytes();
        blobs = new BlobOpener(places, settings.retries(), pause);
        resolver = new ManifestResolver(settings.limits(), new PlatformChoice(settings.platform()));
        pusher =
                new PluginPusher(
                        caller,
                        new BlobPusher(caller, known, settings.retries(), pause, settings.chunk()),
                        settings.limits());
    }

    private Authorizer authorizer(RegistrySettings settings, Logger log) {
        Redirects redirects = new Redirects(connections.wire(), settings.plainHttp());
        DockerCredentialStore logins =
                new DockerCredentialStore(settings.dockerConfig(), settings.searchPath(), log);
        return new Authorizer(
                new SchemeResolver(redirects, settings.plainHttp()),
                connections.wire(),
                settings.plainHttp(),
                logins);
    }

    PluginManifest resolve(Repository repository, PluginReference reference)
            throws InterruptedException {
        return resolver.resolve(
                new RemoteSource(places, blobs, repository, manifestBytes), reference);
    }

    void close() {
        closing.countDown();
        authorizer.forget();
        connections.close();
    }
}

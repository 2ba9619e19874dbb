package dev.berth.registry;

import dev.berth.plugin.Reference;
import dev.berth.registry.auth.Authorizer;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.call.Retries;
import dev.berth.registry.credentials.DockerLogins;
import dev.berth.registry.http.Connections;
import dev.berth.registry.http.Origins;
import dev.berth.registry.http.Pause;
import dev.berth.registry.http.Redirects;
import dev.berth.registry.login.Entrance;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.Blobs;
import dev.berth.registry.pull.Places;
import dev.berth.registry.pull.RegistryShelf;
import dev.berth.registry.pull.Resolver;
import dev.berth.registry.push.BlobPusher;
import dev.berth.registry.push.KnownBlobs;
import dev.berth.registry.push.Pusher;
import dev.berth.registry.tls.Tls;
import dev.berth.spi.PluginManifest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** All parts of a registry client put together as configured. */
final class RegistryClient {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Connections connections;
    private final Authorizer authorizer;

    private final Places places;
    private final int manifestBytes;
    private final Resolver resolver;

    final Blobs blobs;
    final Pusher pusher;
    final Entrance entrance;
    final KnownBlobs known = new KnownBlobs();

    RegistryClient(Settings settings, Logger logger) {
        connections =
                new Connections(
                        Tls.context(settings.caFiles(), settings.certsFolder(), logger),
                        settings.proxies(),
                        settings.times());
        authorizer = authorizer(settings, logger);
        // A pause ends early when the client is closed; what comes after it then fails at once.
        Pause pause = duration -> closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        RegistryCaller caller =
                new RegistryCaller(new Retries(authorizer, settings.retries(), pause));
        entrance = new Entrance(caller);
        places = new Places(caller, settings.mirrors(), logger);
        manifestBytes = settings.limits().manifestBytes();
        blobs = new Blobs(places, settings.retries(), pause);
        resolver = new Resolver(settings.limits(), new PlatformChoice(settings.platform()));
        pusher =
                new Pusher(
                        caller,
                        new BlobPusher(caller, known, settings.retries(), pause, settings.chunk()),
                        settings.limits());
    }

    private Authorizer authorizer(Settings settings, Logger logger) {
        Redirects redirects = new Redirects(connections.wire(), settings.plainHttp());
        DockerLogins logins =
                new DockerLogins(settings.dockerConfig(), settings.searchPath(), logger);
        return new Authorizer(
                new Origins(redirects, settings.plainHttp()),
                connections.wire(),
                settings.plainHttp(),
                logins);
    }

    PluginManifest resolve(Repository repository, Reference reference) throws InterruptedException {
        return resolver.resolve(
                new RegistryShelf(places, blobs, repository, manifestBytes), reference);
    }

    void close() {
        closing.countDown();
        authorizer.forget();
        connections.close();
    }
}

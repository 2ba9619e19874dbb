package dev.berth.registry;

import dev.berth.registry.auth.Authorizer;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Retries;
import dev.berth.registry.credentials.DockerLogins;
import dev.berth.registry.host.Mirrors;
import dev.berth.registry.host.PlainHttp;
import dev.berth.registry.http.Connections;
import dev.berth.registry.http.Origins;
import dev.berth.registry.http.Pause;
import dev.berth.registry.http.ProxyRules;
import dev.berth.registry.http.Redirects;
import dev.berth.registry.http.RetryPolicy;
import dev.berth.registry.http.TimeLimits;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.Platform;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.registry.pull.Blobs;
import dev.berth.registry.pull.Places;
import dev.berth.registry.pull.Resolver;
import dev.berth.registry.push.BlobPusher;
import dev.berth.registry.push.KnownBlobs;
import dev.berth.registry.push.Pusher;
import dev.berth.registry.tls.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/** All parts of a registry client put together as configured. */
final class RegistryClient {
    private final RegistryConfiguration config;
    private final Surroundings surroundings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Connections connections;
    private final Authorizer authorizer;

    final Resolver resolver;
    final Blobs blobs;
    final Pusher pusher;
    final KnownBlobs known = new KnownBlobs();

    RegistryClient(RegistryConfiguration config, Surroundings surroundings, Logger logger) {
        this.config = config;
        this.surroundings = surroundings;
        PlainHttp plainHttp = new PlainHttp(list(config.insecureRegistries()));
        connections = connections(logger);
        authorizer = authorizer(plainHttp, logger);
        RegistryCaller caller = new RegistryCaller(new Retries(authorizer, retries(), pause()));
        Places places = new Places(caller, new Mirrors(list(config.mirrors())), logger);
        blobs = new Blobs(places, retries(), pause());
        resolver = new Resolver(places, blobs, limits(), new PlatformChoice(platform()));
        BlobPusher blobPusher =
                new BlobPusher(caller, known, retries(), pause(), config.chunkBytes());
        pusher = new Pusher(caller, blobPusher, limits());
    }

    /** Some configuration tools write an empty text for an empty list. */
    private static List<String> list(String[] values) {
        return Stream.of(values).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    private Connections connections(Logger logger) {
        List<Path> caFiles = list(config.caFiles()).stream().map(Path::of).toList();
        ProxyRules proxies =
                new ProxyRules(
                        surroundings.proxy(config.httpsProxy(), "HTTPS_PROXY"),
                        surroundings.proxy(config.httpProxy(), "HTTP_PROXY"),
                        surroundings.noProxy(config.noProxy()));
        return new Connections(
                Tls.context(caFiles, Path.of(config.certsFolder()), logger), proxies, times());
    }

    private Authorizer authorizer(PlainHttp plainHttp, Logger logger) {
        Redirects redirects = new Redirects(connections.wire(), plainHttp);
        DockerLogins logins =
                new DockerLogins(
                        surroundings.dockerConfig(config.dockerConfig()),
                        surroundings.searchPath(),
                        logger);
        return new Authorizer(
                new Origins(redirects, plainHttp), connections.wire(), plainHttp, logins);
    }

    /** A pause ends early when the client is closed; what comes after it then fails at once. */
    private Pause pause() {
        return duration -> closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private RetryPolicy retries() {
        return new RetryPolicy(
                config.tries(),
                Duration.ofMillis(config.firstWait()),
                Duration.ofMillis(config.longestWait()));
    }

    private TimeLimits times() {
        return new TimeLimits(
                Duration.ofMillis(config.connectTimeout()),
                Duration.ofMillis(config.answerTimeout()),
                Duration.ofMillis(config.commitTimeout()),
                Duration.ofMillis(config.stallTimeout()),
                config.slowestRate());
    }

    private DocumentLimits limits() {
        return new DocumentLimits(
                config.manifestBytes(),
                config.configBytes(),
                config.layers(),
                config.jsonDepth(),
                config.jsonTokens());
    }

    private Platform platform() {
        return config.platform().isEmpty() ? Platform.host() : Platform.parse(config.platform());
    }

    void close() {
        closing.countDown();
        authorizer.forget();
        connections.close();
    }
}

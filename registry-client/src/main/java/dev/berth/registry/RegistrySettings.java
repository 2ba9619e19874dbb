package dev.berth.registry;

import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.host.MirrorHosts;
import dev.berth.registry.http.ProxyRules;
import dev.berth.registry.http.RetryPolicy;
import dev.berth.registry.http.TimeLimits;
import dev.berth.registry.layout.LayoutFolders;
import dev.berth.registry.layout.LayoutLimits;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configuration as read and found sound.
 *
 * @param caFiles authorities to trust everywhere
 * @param certsFolder what single registries need
 * @param dockerConfig where logins are
 * @param searchPath where credential helpers are
 * @param chunk how many bytes to send at once, 0 for all
 */
record RegistrySettings(
        InsecureRegistries plainHttp,
        MirrorHosts mirrors,
        LayoutFolders layouts,
        ProxyRules proxies,
        List<Path> caFiles,
        Path certsFolder,
        Path dockerConfig,
        String searchPath,
        Platform platform,
        DocumentLimits limits,
        LayoutLimits layoutLimits,
        TimeLimits times,
        RetryPolicy retries,
        long chunk) {

    /**
     * Reads a configuration.
     *
     * @throws IllegalArgumentException if something in it is wrong
     */
    static RegistrySettings of(RegistryConfiguration config, HostEnvironment surroundings) {
        return new RegistrySettings(
                new InsecureRegistries(list(config.insecureRegistries())),
                new MirrorHosts(list(config.mirrors())),
                new LayoutFolders(list(config.layouts())),
                proxies(config, surroundings),
                list(config.caFiles()).stream().map(Path::of).toList(),
                Path.of(config.certsFolder()),
                surroundings.dockerConfig(config.dockerConfig()),
                surroundings.searchPath(),
                config.platform().isEmpty() ? Platform.host() : Platform.parse(config.platform()),
                limits(config),
                layoutLimits(config),
                times(config),
                retries(config),
                atLeast(0, config.chunkBytes(), "chunkBytes"));
    }

    private static ProxyRules proxies(RegistryConfiguration config, HostEnvironment surroundings) {
        return new ProxyRules(
                surroundings.proxy(config.httpsProxy(), "HTTPS_PROXY"),
                surroundings.proxy(config.httpProxy(), "HTTP_PROXY"),
                surroundings.noProxy(list(config.noProxy())));
    }

    private static DocumentLimits limits(RegistryConfiguration config) {
        return new DocumentLimits(
                (int) atLeast(1, config.manifestBytes(), "manifestBytes"),
                (int) atLeast(1, config.configBytes(), "configBytes"),
                (int) atLeast(1, config.layers(), "layers"),
                (int) atLeast(1, config.jsonDepth(), "jsonDepth"),
                (int) atLeast(1, config.jsonTokens(), "jsonTokens"));
    }

    private static LayoutLimits layoutLimits(RegistryConfiguration config) {
        return new LayoutLimits(
                limits(config), (int) atLeast(4, config.archiveEntries(), "archiveEntries"));
    }

    private static TimeLimits times(RegistryConfiguration config) {
        return new TimeLimits(
                millis(config.connectTimeout(), "connectTimeout"),
                millis(config.answerTimeout(), "answerTimeout"),
                millis(config.commitTimeout(), "commitTimeout"),
                millis(config.stallTimeout(), "stallTimeout"),
                atLeast(0, config.slowestRate(), "slowestRate"));
    }

    private static RetryPolicy retries(RegistryConfiguration config) {
        return new RetryPolicy(
                (int) atLeast(1, config.tries(), "tries"),
                millis(config.firstWait(), "firstWait"),
                millis(config.longestWait(), "longestWait"));
    }

    private static Duration millis(long value, String name) {
        return Duration.ofMillis(atLeast(1, value, name));
    }

    private static long atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s is %d, and must be at least %d".formatted(name, value, least));
        }
        return value;
    }

    /** Some configuration tools write an empty text for an empty list. */
    private static List<String> list(String[] values) {
        return Stream.of(values).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }
}

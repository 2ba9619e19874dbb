package dev.berth.registry;

import dev.berth.registry.auth.TokenHosts;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.host.MirrorHosts;
import dev.berth.registry.http.ProxyRules;
import dev.berth.registry.http.TimeLimits;
import dev.berth.registry.layout.LayoutFolders;
import dev.berth.registry.layout.LayoutLimits;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.Platform;
import dev.berth.registry.transport.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@link RegistryConfiguration}, parsed and checked.
 *
 * @param caFiles authorities to trust with every registry
 * @param certsFolder authorities and client certificates for single registries
 * @param dockerConfig the folder of the docker command's logins
 * @param searchPath the folders to look for credential helpers in, as in {@code PATH}
 * @param chunk how many bytes to upload in one request, 0 for all
 */
record RegistrySettings(
        InsecureRegistries insecureRegistries,
        TokenHosts tokenHosts,
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
    static RegistrySettings of(RegistryConfiguration config, HostEnvironment environment) {
        ProxyRules proxies = proxies(config, environment);
        return new RegistrySettings(
                new InsecureRegistries(
                        list(config.insecure_registries()), proxies::leavesLookupToProxy),
                TokenHosts.parse(list(config.token_hosts())),
                new MirrorHosts(list(config.mirrors())),
                new LayoutFolders(list(config.layouts())),
                proxies,
                list(config.ca_files()).stream().map(Path::of).toList(),
                Path.of(config.certs_folder()),
                environment.dockerConfig(config.docker_config_folder()),
                environment.searchPath(),
                config.platform().isEmpty() ? Platform.host() : Platform.parse(config.platform()),
                limits(config),
                layoutLimits(config),
                times(config),
                retries(config),
                atLeast(0, config.chunk_max_bytes(), "chunk.max.bytes"));
    }

    private static ProxyRules proxies(RegistryConfiguration config, HostEnvironment environment) {
        return new ProxyRules(
                environment.proxy(config.https_proxy(), "HTTPS_PROXY"),
                environment.proxy(config.http_proxy(), "HTTP_PROXY"),
                environment.noProxy(list(config.no_proxy())));
    }

    private static DocumentLimits limits(RegistryConfiguration config) {
        return new DocumentLimits(
                (int) atLeast(1, config.manifest_max_bytes(), "manifest.max.bytes"),
                (int) atLeast(1, config.config_max_bytes(), "config.max.bytes"),
                (int) atLeast(1, config.layers_max_count(), "layers.max.count"),
                (int) atLeast(1, config.json_levels_max_count(), "json.levels.max.count"),
                (int) atLeast(1, config.json_tokens_max_count(), "json.tokens.max.count"));
    }

    private static LayoutLimits layoutLimits(RegistryConfiguration config) {
        return new LayoutLimits(
                limits(config),
                (int) atLeast(4, config.archive_entries_max_count(), "archive.entries.max.count"));
    }

    private static TimeLimits times(RegistryConfiguration config) {
        return new TimeLimits(
                millis(config.connect_timeout_milliseconds(), "connect.timeout.milliseconds"),
                millis(config.response_timeout_milliseconds(), "response.timeout.milliseconds"),
                millis(config.commit_timeout_milliseconds(), "commit.timeout.milliseconds"),
                millis(config.stall_timeout_milliseconds(), "stall.timeout.milliseconds"),
                atLeast(0, config.rate_min_bytes_per_second(), "rate.min.bytes.per.second"));
    }

    private static RetryPolicy retries(RegistryConfiguration config) {
        return new RetryPolicy(
                (int) atLeast(1, config.retry_attempts_max_count(), "retry.attempts.max.count"),
                millis(config.retry_first_milliseconds(), "retry.first.milliseconds"),
                millis(config.retry_max_milliseconds(), "retry.max.milliseconds"));
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

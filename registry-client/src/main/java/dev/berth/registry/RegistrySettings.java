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
     * Reads a configuration that {@link RegistryForm} has checked.
     *
     * @throws IllegalArgumentException if something in the environment is wrong
     */
    static RegistrySettings of(RegistryConfiguration config, HostEnvironment environment) {
        ProxyRules proxies = proxies(config, environment);
        return new RegistrySettings(
                new InsecureRegistries(
                        List.of(config.insecure_registries()), proxies::leavesLookupToProxy),
                TokenHosts.parse(List.of(config.token_hosts())),
                new MirrorHosts(List.of(config.mirrors())),
                new LayoutFolders(List.of(config.layouts())),
                proxies,
                Stream.of(config.ca_files()).map(Path::of).toList(),
                Path.of(config.certs_folder()),
                environment.dockerConfig(config.docker_config_folder()),
                environment.searchPath(),
                platform(config.platform()),
                limits(config),
                layoutLimits(config),
                times(config),
                retries(config),
                config.chunk_max_bytes());
    }

    private static ProxyRules proxies(RegistryConfiguration config, HostEnvironment environment) {
        return new ProxyRules(
                environment.proxy(config.https_proxy(), "HTTPS_PROXY"),
                environment.proxy(config.http_proxy(), "HTTP_PROXY"),
                environment.noProxy(List.of(config.no_proxy())));
    }

    private static DocumentLimits limits(RegistryConfiguration config) {
        return new DocumentLimits(
                config.manifest_max_bytes(),
                config.config_max_bytes(),
                config.layers_max_count(),
                config.json_levels_max_count(),
                config.json_tokens_max_count());
    }

    private static LayoutLimits layoutLimits(RegistryConfiguration config) {
        return new LayoutLimits(limits(config), config.archive_entries_max_count());
    }

    private static TimeLimits times(RegistryConfiguration config) {
        return new TimeLimits(
                Duration.ofMillis(config.connect_timeout_milliseconds()),
                Duration.ofMillis(config.response_timeout_milliseconds()),
                Duration.ofMillis(config.commit_timeout_milliseconds()),
                Duration.ofMillis(config.stall_timeout_milliseconds()),
                config.rate_min_bytes_per_second());
    }

    private static RetryPolicy retries(RegistryConfiguration config) {
        return new RetryPolicy(
                config.retry_attempts_max_count(),
                Duration.ofMillis(config.retry_first_milliseconds()),
                Duration.ofMillis(config.retry_max_milliseconds()));
    }

    /** Returns the platform of a text; of none, this machine's. */
    static Platform platform(String text) {
        return text.isEmpty() ? Platform.host() : Platform.parse(text);
    }
}

package dev.berth.registry;

import dev.berth.registry.auth.TokenHosts;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.host.MirrorHosts;
import dev.berth.registry.http.ProxyRules;
import dev.berth.registry.layout.LayoutFolders;
import dev.berth.registry.tls.TlsContextFactory;
import dev.berth.shared.configuration.ConfigurationForm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The form of PID {@code dev.berth.registry}. Required is what says whom to trust and where nothing
 * must go: without a layout or a proxy, names and logins would go elsewhere.
 */
final class RegistryForm {
    static final ConfigurationForm<RegistryConfiguration> FORM =
            numbers(
                    places(
                            ConfigurationForm.of(
                                    RegistryConfiguration.class, OciPluginRegistry.PID)));

    private static final String PROXY = "http://HOST:PORT, or none";

    private RegistryForm() {}

    private static ConfigurationForm<RegistryConfiguration> places(
            ConfigurationForm<RegistryConfiguration> form) {
        return form.require(
                        "insecure.registries",
                        "token.hosts",
                        "layouts",
                        "https.proxy",
                        "http.proxy")
                .check(
                        "insecure.registries",
                        "HOST[:PORT] or networks as 10.0.0.0/8",
                        c -> new InsecureRegistries(List.of(c.insecure_registries()), uri -> false))
                .check(
                        "token.hosts",
                        "HOST[:PORT]",
                        c -> TokenHosts.parse(List.of(c.token_hosts())))
                .check(
                        "mirrors",
                        "REGISTRY=HOST[:PORT]",
                        c -> new MirrorHosts(List.of(c.mirrors())))
                .check(
                        "layouts",
                        "REGISTRY=/FOLDER, one for each registry",
                        c -> new LayoutFolders(List.of(c.layouts())))
                .check(
                        "ca.files",
                        "PEM files of certificates",
                        c ->
                                TlsContextFactory.requireReadable(
                                        Stream.of(c.ca_files()).map(Path::of).toList()))
                .check("certs.folder", "a folder", c -> Path.of(c.certs_folder()))
                .check("docker.config.folder", "a folder", c -> Path.of(c.docker_config_folder()))
                .check(
                        "platform",
                        "OS/ARCHITECTURE[/VARIANT]",
                        c -> RegistrySettings.platform(c.platform()))
                .check("https.proxy", PROXY, c -> proxy(c.https_proxy()))
                .check("http.proxy", PROXY, c -> proxy(c.http_proxy()));
    }

    private static void proxy(String configured) {
        new ProxyRules(
                configured.equals(HostEnvironment.NO_PROXY) ? "" : configured, "", List.of());
    }

    private static ConfigurationForm<RegistryConfiguration> numbers(
            ConfigurationForm<RegistryConfiguration> form) {
        return form.atLeast(
                        1,
                        "manifest.max.bytes",
                        "config.max.bytes",
                        "layers.max.count",
                        "json.levels.max.count",
                        "json.tokens.max.count",
                        "connect.timeout.milliseconds",
                        "response.timeout.milliseconds",
                        "commit.timeout.milliseconds",
                        "stall.timeout.milliseconds",
                        "retry.attempts.max.count",
                        "retry.first.milliseconds",
                        "retry.max.milliseconds")
                .atLeast(4, "archive.entries.max.count");
    }
}

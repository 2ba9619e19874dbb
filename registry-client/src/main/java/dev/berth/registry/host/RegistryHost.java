package dev.berth.registry.host;

import dev.berth.plugin.PluginReference;

/**
 * A registry: its domain in references, and the host that requests go to.
 *
 * @param domain as in references, {@code docker.io}
 * @param authority where requests go, {@code registry-1.docker.io}
 */
public record RegistryHost(String domain, HostAndPort authority) {
    private static final HostAndPort HUB = HostAndPort.parse("registry-1.docker.io");
    private static final String HUB_LOGIN = "https://index.docker.io/v1/";

    /** Returns the registry that a reference's domain means. */
    public static RegistryHost of(String domain) {
        boolean hub = domain.equals(PluginReference.DEFAULT_DOMAIN);
        return new RegistryHost(domain, hub ? HUB : HostAndPort.parse(domain));
    }

    /** Returns the name under which the {@code docker} command keeps this registry's login. */
    public String loginKey() {
        return domain.equals(PluginReference.DEFAULT_DOMAIN) ? HUB_LOGIN : domain;
    }
}

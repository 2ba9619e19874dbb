package dev.berth.registry.host;

import dev.berth.plugin.Reference;

/**
 * A registry: what people call it, and where it listens.
 *
 * @param domain as in references, {@code docker.io}
 * @param authority where requests go, {@code registry-1.docker.io}
 */
public record RegistryHost(String domain, Authority authority) {
    private static final Authority HUB = Authority.parse("registry-1.docker.io");
    private static final String HUB_LOGIN = "https://index.docker.io/v1/";

    /** Returns the registry that a reference's domain means. */
    public static RegistryHost of(String domain) {
        boolean hub = domain.equals(Reference.DEFAULT_DOMAIN);
        return new RegistryHost(domain, hub ? HUB : Authority.parse(domain));
    }

    /** Returns the name under which the {@code docker} command keeps this registry's login. */
    public String loginKey() {
        return domain.equals(Reference.DEFAULT_DOMAIN) ? HUB_LOGIN : domain;
    }
}

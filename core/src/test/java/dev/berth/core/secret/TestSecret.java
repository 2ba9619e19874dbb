package dev.berth.core.secret;

import java.util.Map;

/** A secret as Config Admin and Declarative Services deliver it. */
public final class TestSecret {
    private TestSecret() {}

    public static ConfiguredSecret of(String pid, String name, String value) {
        return new ConfiguredSecret(Map.of("service.pid", pid, "name", name, ".value", value));
    }
}

package dev.berth.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The process's environment variables and home folder, as far as they configure a registry client.
 */
record HostEnvironment(Map<String, String> environment, Path home) {
    /** What is configured for no proxy, whatever the environment says. */
    static final String NO_PROXY = "none";

    static HostEnvironment ofProcess() {
        return new HostEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** Returns the folder with the docker command's {@code config.json}. */
    Path dockerConfig(String configured) {
        String folder = configured.isEmpty() ? variable("DOCKER_CONFIG") : configured;
        return folder.isEmpty() ? home.resolve(".docker") : Path.of(folder);
    }

    /** Returns the {@code PATH} to look for credential helpers in. */
    String searchPath() {
        return variable("PATH");
    }

    /** Returns a proxy's URL, by configuration or else by the environment; empty for none. */
    String proxy(String configured, String variable) {
        if (configured.equals(NO_PROXY)) {
            return "";
        }
        return configured.isEmpty() ? either(variable) : configured;
    }

    /** Returns the hosts that are reached without a proxy. */
    List<String> noProxy(List<String> configured) {
        return configured.isEmpty() ? List.of(either("NO_PROXY").split(",")) : configured;
    }

    private String either(String name) {
        String upper = variable(name);
        return upper.isEmpty() ? variable(name.toLowerCase(Locale.ROOT)) : upper;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}

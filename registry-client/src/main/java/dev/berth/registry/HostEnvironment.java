package dev.berth.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the process was started with that matters to a registry client. */
record HostEnvironment(Map<String, String> environment, Path home) {
    static HostEnvironment ofProcess() {
        return new HostEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** Returns the folder with the docker command's configuration. */
    Path dockerConfig(String configured) {
        String folder = configured.isEmpty() ? variable("DOCKER_CONFIG") : configured;
        return folder.isEmpty() ? home.resolve(".docker") : Path.of(folder);
    }

    /** Returns where programs are looked for. */
    String searchPath() {
        return variable("PATH");
    }

    /** Returns a proxy, by configuration or by the environment; empty for none. */
    String proxy(String configured, String variable) {
        if (configured.equals("none")) {
            return "";
        }
        return configured.isEmpty() ? either(variable) : configured;
    }

    /** Returns what is reached without a proxy. */
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

package dev.berth.engine.itest;

import dev.berth.engine.support.Docker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Plugins of whose IDs two have the same first character: of 16 characters, that takes at most 17.
 */
final class AmbiguousIds {
    private final Docker docker;
    private final Path folder;

    AmbiguousIds(Docker docker, Path folder) {
        this.docker = docker;
        this.folder = folder;
    }

    /** Makes them, and returns the beginning that two have. */
    String make() throws IOException, InterruptedException {
        Set<String> beginnings = new HashSet<>();
        String ids = docker.run("plugin", "ls", "-q").output();
        for (String id : ids.lines().toList()) {
            beginnings.add(id.substring(0, 1));
        }
        for (int i = 0; ; i++) {
            String name = "twin/" + i;
            Path plugin = CreatedPlugins.plugin(folder, "twin" + i, "{}");
            docker.run("plugin", "create", name, plugin.toString());
            String id = docker.run("plugin", "inspect", "-f", "{{.Id}}", name).output();
            if (!beginnings.add(id.substring(0, 1))) {
                return id.substring(0, 1);
            }
        }
    }

    /** Removes them again. */
    void remove() throws IOException, InterruptedException {
        String names = docker.run("plugin", "ls", "--format", "{{.Name}}").output();
        for (String name : names.lines().filter(n -> n.startsWith("twin/")).toList()) {
            docker.run("plugin", "rm", name);
        }
    }
}

package dev.berth.engine.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plugins as folders, for {@code docker plugin create}. */
final class PluginFolders {
    private static final String LARGE =
            """
            {"description":"<a> & b","interface":{"types":["docker.volumedriver/1.0","docker.dummy/1.0"],"socket":"x.sock"},
             "entrypoint":["/p"],"network":{"type":"host"},
             "mounts":[{"name":"m","settable":["source"],"source":"/tmp","destination":"/m","type":"bind","options":["rbind"]},
                       {"name":"fixed","destination":"/n","type":"tmpfs","options":[]}],
             "linux":{"capabilities":["CAP_SYS_TIME","CAP_SYS_ADMIN"],"devices":[{"name":"d","settable":["path"],"path":"/dev/null"},{"name":"e"}]},
             "env":[{"name":"DEBUG","settable":["value"],"value":"0"},{"name":"FIXED","value":"1"},{"name":"UNSET","settable":["value"]}],
             "args":{"name":"args","settable":["value"],"value":["a"]}}
            """;

    private PluginFolders() {}

    /** Writes them all below a folder. */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        plugin(folder, "large", LARGE);
        plugin(folder, "empty", "{}");
        plugin(
                folder,
                "nothing",
                "{\"entrypoint\":[\"/not-there\"],\"interface\":{\"socket\":\"x.sock\"}}");
        plugin(
                folder,
                "source",
                "{\"entrypoint\":[\"/f\"],\"mounts\":[{\"name\":\"m\",\"source\":\"/no/such\",\"destination\":\"/m\",\"type\":\"bind\",\"options\":[\"rbind\"]}],\"interface\":{\"socket\":\"x.sock\"}}");
        plugin(folder, "wrong", "{\"entrypoint\":\"/p\"}");
        plugin(folder, "notjson", "{no");
        plugin(folder, "noroot", "{}");
        Files.delete(folder.resolve("noroot/rootfs/f"));
        Files.delete(folder.resolve("noroot/rootfs"));
        return folder;
    }

    private static void plugin(Path folder, String name, String config) throws IOException {
        Path rootfs = Files.createDirectories(folder.resolve(name).resolve("rootfs"));
        // The same root filesystem twice is more than dockerd can keep.
        Files.writeString(rootfs.resolve("f"), name);
        Files.writeString(folder.resolve(name).resolve("config.json"), config);
    }
}

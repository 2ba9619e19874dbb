package dev.berth.engine.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plugins as folders, for {@code docker plugin create}. */
final class CreatedPlugins {
    private static final String LARGE =
            """
            {"description":"<a> & b","documentation":"https://d","workdir":"/w","propagatedmount":"/data",
             "interface":{"types":["docker.volumedriver/1.0","docker.dummy/1.0"],"socket":"x.sock"},
             "entrypoint":["/p"],"network":{"type":"host"},"pidhost":true,"ipchost":true,
             "mounts":[{"name":"m","settable":["source"],"source":"/tmp","destination":"/m","type":"bind","options":["rbind"]},
                       {"name":"fixed","destination":"/n","type":"tmpfs","options":[]}],
             "linux":{"capabilities":["CAP_SYS_TIME","CAP_SYS_ADMIN"],"allowAllDevices":true,
                      "devices":[{"name":"d","settable":["path"],"path":"/dev/null"},{"name":"e"}]},
             "env":[{"name":"DEBUG","settable":["value"],"value":"0"},{"name":"FIXED","value":"1"},{"name":"UNSET","settable":["value"]}],
             "args":{"name":"args","settable":["value"],"value":["a"]}}
            """;

    private static final String VOLUME =
            """
            {"description":"a volume plugin","entrypoint":%s,"network":{"type":"host"},
             "interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
             "linux":{"capabilities":["CAP_SYS_ADMIN","CAP_SYS_TIME"]},
             "mounts":[{"name":"release","source":"/etc/os-release","destination":"/etc/os-release","type":"bind","options":["rbind","ro"]}],
             "env":[{"name":"DEBUG","settable":["value"],"value":"0"}]}
            """
                    .formatted(MinimalRootfs.ENTRYPOINT);

    private static final String STARTED_WITH =
            "{\"entrypoint\":%s,\"interface\":{\"socket\":\"p.sock\"}}";

    private CreatedPlugins() {}

    /** Writes them all below a folder. */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        plugin(folder, "large", LARGE);
        plugin(folder, "everything", LARGE);
        plugin(folder, "empty", "{}");
        plugin(folder, "nothing", STARTED_WITH.formatted("[\"/not-there\"]"));
        plugin(folder, "noentry", "{\"interface\":{\"socket\":\"p.sock\"}}");
        plugin(
                folder,
                "source",
                "{\"entrypoint\":[\"/f\"],\"mounts\":[{\"name\":\"m\",\"source\":\"/no/such\",\"destination\":\"/m\",\"type\":\"bind\",\"options\":[\"rbind\"]}],\"interface\":{\"socket\":\"x.sock\"}}");
        plugin(
                folder,
                "device",
                "{\"entrypoint\":[\"/f\"],\"linux\":{\"devices\":[{\"name\":\"d\",\"path\":\"/dev/no-such\"}]},\"interface\":{\"socket\":\"x.sock\"}}");
        plugin(folder, "wrong", "{\"entrypoint\":\"/p\"}");
        plugin(folder, "notjson", "{no");
        plugin(
                folder,
                "proc",
                "{\"mounts\":[{\"source\":\"/etc/os-release\",\"destination\":\"/p\",\"type\":\"proc\",\"options\":[\"rw\"]}]}");
        plugin(
                folder,
                "twice",
                "{\"network\":{\"type\":\"bridge\"},\"Network\":{\"type\":\"host\"}}");
        plugin(
                folder,
                "hidden",
                "{\"mounts\":[{\"source\":\"/etc\\u001b[1A\",\"destination\":\"/e\",\"type\":\"bind\",\"options\":[\"rbind\"]}]}");
        Path latin = plugin(folder, "latin", "{}");
        Files.writeString(
                latin.resolve("config.json"),
                "{\"description\":\"caf\u00e9\",\"env\":[{\"name\":\"a\",\"value\":\"\u00e2\u0082\"}]}",
                StandardCharsets.ISO_8859_1);
        plugin(folder, "noroot", "{}");
        Files.delete(folder.resolve("noroot/rootfs/f"));
        Files.delete(folder.resolve("noroot/rootfs"));
        running(folder, "volume", VOLUME);
        running(folder, "second", VOLUME.replace("a volume plugin", "its second version"));
        running(
                folder,
                "quits",
                STARTED_WITH.formatted(
                        "[\"/perl\",\"-e\",\"print STDERR qq(out of tea\\\\n); exit 3\"]"));
        return folder;
    }

    private static void running(Path folder, String name, String config) throws IOException {
        MinimalRootfs.into(plugin(folder, name, config).resolve("rootfs"));
    }

    static Path plugin(Path folder, String name, String config) throws IOException {
        Path plugin = folder.resolve(name);
        Path rootfs = Files.createDirectories(plugin.resolve("rootfs"));
        // The same root filesystem twice is more than dockerd can keep.
        Files.writeString(rootfs.resolve("f"), name);
        Files.writeString(plugin.resolve("config.json"), config);
        return plugin;
    }
}

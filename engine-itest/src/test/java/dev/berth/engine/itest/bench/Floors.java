package dev.berth.engine.itest.bench;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures floors, by the names of the work that they are of. */
final class Floors {
    private static final double MILLI = 1e6;
    private static final int KILOBYTE = 1024;
    private static final double MEGABYTE = 1e6;
    private static final String RUN =
            "%1$s run -d --null-io --rootfs %2$s floor%3$s /perl -e 'sleep(600)'";
    private static final String PUSH =
            """
            place=$(curl -sS -o /dev/null -D - -X POST http://%1$s/v2/floor/blobs/uploads/ |
                sed -n 's/^[Ll]ocation: *//p' | tr -d '\\r')
            digest=$(sha256sum <%2$s | cut -d ' ' -f 1)
            curl -sS -f -o /dev/null -T %2$s "$place&digest=sha256:$digest"
            """;
    private static final String END = "%1$s task rm -f floor%2$s && %1$s container rm floor%2$s";

    private final Path folder;
    private final String registry;
    private final int times;
    private final Map<String, Floor> all = new HashMap<>();

    /** Something that is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /**
     * Begins with none.
     *
     * @param folder for what is made
     * @param registry where layers are sent to
     * @param times how often each is measured
     */
    Floors(Path folder, String registry, int times) {
        this.folder = folder;
        this.registry = registry;
        this.times = times;
    }

    Map<String, Floor> all() {
        return all;
    }

    /** Measures what moves and stores a plugin. */
    void measureTar(String size, Path tar) throws Exception {
        Path layer = folder.resolve("floor.tgz");
        Path root = folder.resolve("floor");
        for (int i = 0; i < times; i++) {
            shell("create " + size, "`gzip` of the tar", "gzip -c <%s >%s".formatted(tar, layer));
            shell(
                    "push " + size,
                    "`sha256sum` and `curl` of the layer",
                    PUSH.formatted(registry, layer));
            Files.createDirectories(root);
            shell(
                    "pull " + size,
                    "`tar xzf` of the layer, `sync -f`",
                    "tar -C %1$s -xzf %2$s; sync -f %1$s".formatted(root, layer));
            shell(
                    "remove " + size,
                    "`mv` of the files, `sync` of the folder they were in",
                    "mv %1$s %1$s.gone; sync %2$s".formatted(root, folder));
            run("rm -rf %s.gone %s".formatted(root, layer));
        }
    }

    /**
     * Measures what starts and ends a plugin's process.
     *
     * @param ctr the command, with the address of its containerd
     * @param kinds of work, behind its name
     */
    void measureProcess(String ctr, Path rootfs, String... kinds) throws Exception {
        for (int i = 0; i < times; i++) {
            for (String kind : kinds) {
                shell("enable" + kind, "`ctr run -d`", RUN.formatted(ctr, rootfs, ""));
                shell(
                        "disable" + kind,
                        "`ctr task rm -f`, `ctr container rm`",
                        END.formatted(ctr, ""));
            }
        }
    }

    /** Measures what fetches and unpacks a plugin of several layers, one after the other. */
    void measureLayers(String pull, LayeredPlugin plugin) throws Exception {
        Path root = folder.resolve("floor");
        String command = "%s; sync -f %s".formatted(plugin.unpackInto(root), root);
        for (int i = 0; i < times; i++) {
            Files.createDirectories(root);
            shell(pull, "`curl` and `tar x` of each layer, `sync -f`", command);
            run("rm -rf " + root);
        }
    }

    /**
     * Measures a JVM with the distribution's archive of classes, and a framework in it.
     *
     * @param memory the moment at which it has as much
     * @param starts the work whose time it is
     */
    void measureFramework(Path home, String memory, String... starts) throws Exception {
        String tool = "Felix with the same bundles resolved, none started";
        String command = ResolvedFramework.command(home, folder.resolve("framework"));
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            List<String> lines = Programs.run("sh", "-c", command).lines().toList();
            double millis = (System.nanoTime() - begin) / MILLI;
            for (String start : starts) {
                keep(start, new Floor(tool, millis));
            }
            keep(memory, new Floor(tool, resident(lines) / MEGABYTE));
        }
    }

    /** In bytes; the JVM may have something to say before. */
    private static double resident(List<String> lines) {
        return (double) KILOBYTE * Long.parseLong(lines.get(lines.size() - 1));
    }

    /**
     * Measures what starts and ends as many processes as plugins, eight at once.
     *
     * @param start the work that starts them
     * @param end the work that ends them
     */
    void measureProcesses(String ctr, Path rootfs, int count, String start, String end)
            throws Exception {
        String each = "seq %d | xargs -P 8 -I {} sh -c \"%s\"";
        for (int i = 0; i < times; i++) {
            shell(
                    start,
                    "`ctr run -d`, 8 at once",
                    each.formatted(count, RUN.formatted(ctr, rootfs, "{}")));
            shell(
                    end,
                    "`ctr task rm -f`, `ctr container rm`, 8 at once",
                    each.formatted(count, END.formatted(ctr, "{}")));
        }
    }

    /** Measures an engine's answer to the least question, for what asks only. */
    void measurePing(EngineRequests engine, String... works) throws Exception {
        for (int i = 0; i < times; i++) {
            double ping = millis(engine::ping);
            for (String work : works) {
                keep(work, new Floor("`GET /_ping`", ping));
            }
        }
    }

    private void shell(String work, String tool, String command) throws Exception {
        keep(work, new Floor(tool, millis(() -> run(command))));
    }

    private static void run(String command) throws IOException, InterruptedException {
        Programs.run("sh", "-c", command);
    }

    private void keep(String work, Floor floor) {
        all.merge(work, floor, (a, b) -> a.least() < b.least() ? a : b);
    }

    private static double millis(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / MILLI;
    }
}

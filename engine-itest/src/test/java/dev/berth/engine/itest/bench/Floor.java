package dev.berth.engine.itest.bench;

import dev.berth.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the same work takes at least on this machine: the plainest tool that does it with the same
 * bytes, or an engine that has nothing to do.
 *
 * @param tool what was run
 * @param millis the shortest of some times
 */
record Floor(String tool, double millis) {
    private static final int TIMES = 3;
    private static final double MILLI = 1e6;

    /** Something that is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Measures the floors of what moves and stores a plugin. */
    static Map<String, Floor> ofTar(Path folder, String size, Path tar) throws Exception {
        Path layer = folder.resolve("floor.tgz");
        Path root = folder.resolve("floor");
        Path copy = folder.resolve("floor.copy");
        double create = Double.MAX_VALUE;
        double push = Double.MAX_VALUE;
        double pull = Double.MAX_VALUE;
        double remove = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            create = Math.min(create, shell("gzip -c <%s >%s".formatted(tar, layer)));
            push = Math.min(push, shell("sha256sum %1$s; cp %1$s %2$s".formatted(layer, copy)));
            Files.createDirectories(root);
            pull = Math.min(pull, shell("tar -C %s -xzf %s".formatted(root, layer)));
            remove = Math.min(remove, shell("rm -rf %s %s".formatted(root, copy)));
        }
        return Map.of(
                "create " + size, new Floor("`gzip` of the tar", create),
                "push " + size, new Floor("`sha256sum` and `cp` of the layer", push),
                "pull " + size, new Floor("`tar xzf` of the layer", pull),
                "remove " + size, new Floor("`rm -rf` of files and layer", remove));
    }

    /** Measures the floors of what starts and ends a plugin's process. */
    static Map<String, Floor> ofProcess(Path containerd, Path rootfs) throws Exception {
        String ctr = "ctr -a %s -n floor ".formatted(containerd);
        String run = ctr + "run -d --null-io --rootfs %s floor /perl -e 'sleep 60'";
        double start = Double.MAX_VALUE;
        double end = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            start = Math.min(start, shell(run.formatted(rootfs)));
            end = Math.min(end, shell(ctr + "task rm -f floor && " + ctr + "container rm floor"));
        }
        return Map.of(
                "enable", new Floor("`ctr run -d`", start),
                "disable", new Floor("`ctr task rm -f`, `ctr container rm`", end));
    }

    /** Measures the floors of what asks only. */
    static Map<String, Floor> ofRequest(EngineRequests engine) throws Exception {
        double ping = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            ping = Math.min(ping, millis(engine::ping));
        }
        Floor floor = new Floor("`GET /_ping`", ping);
        return Map.of("inspect", floor, "list", floor);
    }

    private static double shell(String command) throws Exception {
        return millis(() -> Programs.run("sh", "-c", command));
    }

    private static double millis(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / MILLI;
    }
}

package dev.berth.engine.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.itest.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The measurements of {@code ./berth bench}. As a test it makes one round with little ballast, and
 * judges no times.
 */
@Timeout(3600)
class PerformanceIT {
    private static final int ROUNDS = Integer.getInteger("berth.bench.rounds", 1);
    private static final int MEGABYTES = Integer.getInteger("berth.bench.megabytes", 8);
    private static final Path PAGE = Path.of(System.getProperty("berth.performance"));
    private static final int AT_ONCE = Integer.getInteger("berth.bench.plugins", 2);

    private final PairedTimes times = new PairedTimes();
    private final List<ResidentMemory> memory = new ArrayList<>();
    private final Map<String, Path> tars = new LinkedHashMap<>();
    private String load;
    private TestEnvironment machines;
    private BenchPlugins plugins;
    private EngineRequests berth;
    private EngineRequests dockerd;

    @BeforeEach
    void start() throws Exception {
        load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        machines = TestEnvironment.onOneContainerd();
        plugins = new BenchPlugins(machines.folder().resolve("measured"));
        berth = new EngineRequests(machines.berthSocket());
        dockerd = new EngineRequests(machines.dockerSocket());
    }

    @AfterEach
    void stop() throws Exception {
        machines.close();
    }

    @Test
    void measuresEachRowInBothEngines() throws Exception {
        remember("after the start");
        Path small = plugins.make(0);
        Path big = plugins.make(MEGABYTES);
        String bigName = MEGABYTES + " MB";
        for (int round = 0; round < ROUNDS; round++) {
            String smallName = round == 0 ? "small, first" : "small";
            goes(smallName, small, round);
            goes(bigName, big, round);
            comes(smallName, small, round);
            lives();
            comes(bigName, big, round);
            take("remove " + bigName, engine -> engine.remove(local(big)));
        }
        remember("after the rounds");
        atOnce();
        Map<String, Floor> floors = new HashMap<>();
        for (Map.Entry<String, Path> tar : tars.entrySet()) {
            floors.putAll(Floor.ofTar(machines.folder(), tar.getKey(), tar.getValue()));
        }
        floors.putAll(Floor.ofProcess(machines.containerd(), small.resolve("rootfs")));
        floors.putAll(Floor.ofRequest(berth));
        PerformancePage.write(PAGE, machines.dockerVersion(), load, times.rows(), floors, memory);
        assertEquals(
                times.rows().size() + 2 + memory.size() + 2,
                Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ")).count());
        assertTrue(Files.readString(PAGE.resolveSibling("performance.svg")).endsWith("</svg>\n"));
    }

    /** Creates, pushes and removes a plugin. */
    private void goes(String size, Path plugin, int round) throws Exception {
        Path tar = plugins.pack(plugin);
        tars.put(size, tar);
        String name = remote(plugin, round);
        take("create " + size, engine -> engine.create(of(engine, name), tar));
        take("push " + size, engine -> engine.push(of(engine, name)));
        take("remove " + size, engine -> engine.remove(of(engine, name)));
    }

    /**
     * Pulls it again. dockerd refuses a pull ("incorrect privileges") while it still sweeps what
     * the removal of the same has left: other work has to be between.
     */
    private void comes(String size, Path plugin, int round) throws Exception {
        String name = remote(plugin, round);
        take("pull " + size, engine -> engine.pull(of(engine, name), local(plugin)));
    }

    private String remote(Path plugin, int round) {
        return "%s/%s:%d".formatted(machines.registry(), plugin.getFileName(), round);
    }

    private static String local(Path plugin) {
        return plugin.getFileName() + ":latest";
    }

    /** Each engine has a repository of its own, or the second would have nothing to push. */
    private String of(EngineRequests engine, String name) {
        return name.replace("/", engine.equals(berth) ? "/berth/" : "/dockerd/");
    }

    /** What is done to the small plugin that was pulled. */
    private void lives() throws Exception {
        String name = "p0:latest";
        take("enable", engine -> engine.enable(name));
        take("inspect", engine -> engine.inspect(name));
        take("list", EngineRequests::list);
        take("disable", engine -> engine.disable(name));
        take("remove small", engine -> engine.remove(name));
    }

    private void atOnce() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            names.add("many%d:latest".formatted(i));
            Path tar = plugins.pack(plugins.make(0));
            for (EngineRequests engine : List.of(berth, dockerd)) {
                engine.create(names.get(i), tar);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            take("enable %d at once".formatted(AT_ONCE), engine -> all(names, engine::enable));
            if (round == ROUNDS - 1) {
                remember("with %d plugins enabled".formatted(AT_ONCE));
            }
            take("disable %d at once".formatted(AT_ONCE), engine -> all(names, engine::disable));
        }
    }

    /** What is done to one plugin. */
    @FunctionalInterface
    private interface Request {
        void to(String name) throws Exception;
    }

    private static void all(List<String> names, Request request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(names.size());
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (String name : names) {
                futures.add(
                        threads.submit(
                                () -> {
                                    request.to(name);
                                    return null;
                                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void remember(String moment) throws IOException {
        memory.add(ResidentMemory.now(moment, machines));
    }

    private void take(String name, PairedTimes.Work work) throws Exception {
        times.take(name, berth, dockerd, work);
    }
}

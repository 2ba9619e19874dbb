package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.EngineTraces;
import dev.berth.itest.parts.JvmFootprint;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Plugins that are enabled, used and disabled over and over, side by side, leave nothing behind.
 */
class ManyCyclesIT {
    private static final int CYCLES = Boolean.getBoolean("berth.long") ? 10_000 : 24;
    private static final List<String> PLUGINS = List.of("p1", "p2", "p3", "p4");
    private static final int WARM_UP = 8;
    private static final int REPORT = 500;

    /** What grows by so many or more grows with the cycles; thread pools vary by less. */
    private static final int GROWTH = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(PLUGINS.size());

    @BeforeAll
    static void theRealPartsAreUp() {
        TestBed.up();
    }

    @Test
    void leaveNothingBehind() throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            EngineTraces traces = new EngineTraces(engine.folders().execRoot()).of(install(engine));
            cycles(engine, WARM_UP);
            Set<String> host = traces.find();
            JvmFootprint before = JvmFootprint.take();
            System.out.println("before the cycles: " + before);
            for (int done = 0; done < CYCLES; ) {
                int more = Math.min(REPORT, CYCLES - done);
                cycles(engine, more);
                done += more;
                System.out.printf("after %d cycles: %s%n", done, JvmFootprint.take());
            }
            JvmFootprint after = JvmFootprint.take();
            assertEquals(List.of(), after.growthSince(before, GROWTH));
            // Those of frameworks of earlier tests may go meanwhile.
            assertTrue(
                    after.bundleLoaders() <= before.bundleLoaders(),
                    () -> "class loaders: " + before + ", then " + after);
            assertEquals(host, traces.find());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> install(EmbeddedEngine engine) {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
        PluginReference volume = registry.published("berth/volume", PluginSource.volume());
        return PLUGINS.stream().map(name -> registry.installed(volume, name).id()).toList();
    }

    private void cycles(EmbeddedEngine engine, int number) throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        for (String plugin : PLUGINS) {
            Callable<Void> some = () -> cycles(engine, plugin, number / PLUGINS.size());
            all.add(threads.submit(some));
        }
        for (Future<Void> one : all) {
            one.get();
        }
    }

    private static Void cycles(EmbeddedEngine engine, String plugin, int number) {
        ServiceWaits services = new ServiceWaits(engine.context());
        PluginManager manager = engine.manager();
        for (int i = 0; i < number; i++) {
            OperationOutcome.of(manager.enable(plugin, EnableOptions.DEFAULT));
            assertEquals(List.of(), driver(engine, services, plugin).list());
            manager.lease(plugin, Capability.VOLUME_DRIVER, "a cycle").close();
            OperationOutcome.of(manager.disable(plugin, false));
        }
        return null;
    }

    /** Awaits the plugin's driver; should it not come, what there is of the plugin is told. */
    private static VolumeDriver driver(
            EmbeddedEngine engine, ServiceWaits services, String plugin) {
        try {
            return services.await(VolumeDriver.class, plugin + ":latest");
        } catch (AssertionError e) {
            PluginStatus status = engine.manager().find(plugin).status();
            LogOnFailure.print(engine.context(), "a cycle of " + plugin);
            throw new AssertionError(
                    "%s, which is %s since %s, restarts %d, problem %s"
                            .formatted(
                                    e.getMessage(),
                                    status.state(),
                                    status.since(),
                                    status.restarts(),
                                    status.problem()),
                    e);
        }
    }
}

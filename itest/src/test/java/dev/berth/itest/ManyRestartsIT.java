package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.host.ShippedBundles;
import dev.berth.itest.parts.EngineTraces;
import dev.berth.itest.parts.JvmFootprint;
import dev.berth.itest.parts.TestBed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A framework with all of Berth and an enabled plugin is stopped and started over and over, and
 * leaves nothing behind when it has stopped.
 */
class ManyRestartsIT {
    private static final int RESTARTS = Boolean.getBoolean("berth.long") ? 100 : 3;
    private static final int REPORT = 10;

    /**
     * No more than the bundles of one framework: the JDK's {@code ObjectMethods} has a cache of one
     * type, which may be of a record of any earlier framework.
     */
    private static final int BUNDLES = 25;

    @BeforeAll
    static void theRealPartsAreUp() {
        TestBed.up();
    }

    @Test
    void leaveNothingBehind() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        EngineTraces traces = new EngineTraces(folders.execRoot());
        traces.of(List.of(InstalledPlugin.enabledIn(folders)));
        run(folders, 1);
        Set<String> host = traces.find();
        JvmFootprint before = JvmFootprint.takeAtRest();
        System.out.println("before the restarts: " + before);
        run(folders, RESTARTS);
        JvmFootprint after = JvmFootprint.takeAtRest(before.bundleLoaders() + BUNDLES);
        System.out.printf("after %d restarts: %s%n", RESTARTS, after);
        assertEquals(List.of(), after.growthSince(before, 1));
        assertTrue(
                after.bundleLoaders() <= before.bundleLoaders() + BUNDLES,
                () -> "class loaders: " + before + ", then " + after);
        assertEquals(host, traces.find());
        assertEquals(Set.of(), traces.find());
    }

    private static void run(EngineFolders folders, int restarts) throws Exception {
        try (ShippedBundles shipped = ShippedBundles.install(folders, false)) {
            shipped.startAll();
            for (int done = 0; done < restarts; done++) {
                new ServiceWaits(shipped.context()).await(VolumeDriver.class, "volume:latest");
                shipped.restart();
                if (done % REPORT == REPORT - 1) {
                    System.out.printf("after %d restarts: %s%n", done + 1, JvmFootprint.take());
                }
            }
        }
    }
}

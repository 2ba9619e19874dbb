package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.host.ShippedBundles;
import dev.berth.itest.parts.EngineTraces;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Every bundle of Berth is started, stopped, updated, refreshed and uninstalled in orders that
 * follow from a seed, which {@code -Dberth.seed} replays. A plugin that is to run on keeps its
 * process, and without live restore none is left without an owner.
 */
class BundleOrdersIT {
    private static final boolean LONG = Boolean.getBoolean("berth.long");
    private static final int ORDERS = LONG ? 50 : 3;
    private static final int STEPS = LONG ? 200 : 12;

    /** Without one of these a plugin has no manager or no process; the API has only classes. */
    private static final Set<String> NEEDED =
            Set.of("dev.berth.core", "dev.berth.runtime.containerd");

    private final long seed = Long.getLong("berth.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final EngineFolders folders = EngineFolders.fresh();
    private String id;

    @BeforeAll
    static void theRealPartsAreUp() {
        TestBed.up();
    }

    @BeforeEach
    void aPluginIsEnabled() throws Exception {
        System.out.println("replay with -Dberth.seed=" + seed);
        id = InstalledPlugin.enabledIn(folders);
    }

    @Test
    void startsAndStopsInAnyOrder() throws Exception {
        EngineTraces traces = new EngineTraces(folders.execRoot()).of(List.of(id));
        for (int i = 0; i < ORDERS; i++) {
            try (ShippedBundles shipped = ShippedBundles.install(folders, false)) {
                List<Bundle> order = shuffled(shipped.bundles());
                for (Bundle bundle : order) {
                    bundle.start();
                }
                awaitPlugin(shipped);
                List<Bundle> back = shuffled(order);
                for (Bundle bundle : back) {
                    bundle.stop();
                }
                assertEquals(
                        Set.of(), traces.find(), "started %s, stopped %s".formatted(order, back));
            }
        }
    }

    @Test
    void areUninstalledInAnyOrderWithNothingLeft() throws Exception {
        for (int i = 0; i < (LONG ? ORDERS : 2); i++) {
            uninstallAll(ShippedBundles.install(folders, false));
        }
    }

    @Test
    void areUninstalledInAnyOrderInEquinox() throws Exception {
        for (int i = 0; i < (LONG ? ORDERS : 1); i++) {
            uninstallAll(ShippedBundles.installInEquinox(folders));
        }
    }

    private void uninstallAll(ShippedBundles installed) throws Exception {
        EngineTraces traces = new EngineTraces(folders.execRoot()).of(List.of(id));
        try (installed) {
            installed.startAll();
            awaitPlugin(installed);
            List<String> steps = uninstall(installed);
            assertEquals(Set.of(), traces.find(), steps::toString);
            assertEquals(List.of(), servicesOfBerth(installed), steps::toString);
        }
    }

    /** Refreshes some of those that are left now and then, which lets go of those that are not. */
    private List<String> uninstall(ShippedBundles shipped) throws Exception {
        List<String> steps = new ArrayList<>();
        while (!shipped.bundles().isEmpty()) {
            List<Bundle> left = shuffled(shipped.bundles());
            if (random.nextInt(4) == 0) {
                List<Bundle> some = left.subList(0, 1 + random.nextInt(left.size()));
                steps.add("refresh " + some);
                shipped.refresh(some);
            } else {
                steps.add("uninstall " + left.get(0));
                left.get(0).uninstall();
            }
        }
        return steps;
    }

    private static List<String> servicesOfBerth(ShippedBundles shipped) throws Exception {
        ServiceReference<?>[] all = shipped.context().getAllServiceReferences(null, null);
        return Stream.of(all)
                .flatMap(
                        service -> Stream.of((String[]) service.getProperty(Constants.OBJECTCLASS)))
                .filter(name -> name.startsWith("dev.berth."))
                .toList();
    }

    @Test
    void withLiveRestoreEachStepKeepsTheProcess() throws Exception {
        try (ShippedBundles shipped = ShippedBundles.install(folders, true)) {
            shipped.startAll();
            awaitPlugin(shipped);
            ProcessHandle process = RunningTasks.of(id).orElseThrow();
            for (int i = 0; i < STEPS; i++) {
                String step = step(shipped, false);
                awaitPlugin(shipped);
                assertEquals(Optional.of(process), RunningTasks.of(id), step);
            }
        }
        try (ShippedBundles last = ShippedBundles.install(folders, false)) {
            last.startAll();
            awaitPlugin(last);
        }
        assertEquals(Optional.empty(), RunningTasks.of(id));
    }

    @Test
    void withoutLiveRestoreNoStepLeavesAnOwnerlessProcess() throws Exception {
        try (ShippedBundles shipped = ShippedBundles.install(folders, false)) {
            shipped.startAll();
            awaitPlugin(shipped);
            for (int i = 0; i < STEPS; i++) {
                step(shipped, true);
                awaitPlugin(shipped);
            }
        }
        assertEquals(Optional.empty(), RunningTasks.of(id));
    }

    /**
     * Does one thing to a few bundles.
     *
     * @param ends whether the plugin's process ends with a bundle that it needs
     * @return what was done
     */
    private String step(ShippedBundles shipped, boolean ends) throws Exception {
        List<Bundle> some = shuffled(shipped.bundles());
        some = some.subList(0, 1 + random.nextInt(some.size()));
        int kind = random.nextInt(3);
        String step = List.of("stop and start ", "update ", "refresh ").get(kind) + some;
        switch (kind) {
            case 0 -> stopAndStart(some, ends, step);
            case 1 -> {
                for (Bundle bundle : some) {
                    bundle.update();
                }
                if (some.stream().anyMatch(BundleOrdersIT::isApi)) {
                    // Until then who is wired to the former one does not see the others' services.
                    shipped.refresh(some);
                }
            }
            default -> shipped.refresh(some);
        }
        return step;
    }

    private static boolean isApi(Bundle bundle) {
        return bundle.getSymbolicName().equals("dev.berth.api");
    }

    private void stopAndStart(List<Bundle> bundles, boolean ends, String step) throws Exception {
        for (Bundle bundle : bundles) {
            bundle.stop();
            if (ends && NEEDED.contains(bundle.getSymbolicName())) {
                assertEquals(Optional.empty(), RunningTasks.of(id), step);
            }
        }
        for (Bundle bundle : shuffled(bundles)) {
            bundle.start();
        }
    }

    private static void awaitPlugin(ShippedBundles shipped) {
        new ServiceWaits(shipped.context()).await(VolumeDriver.class, "volume:latest");
    }

    private List<Bundle> shuffled(List<Bundle> bundles) {
        List<Bundle> shuffled = new ArrayList<>(bundles);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}

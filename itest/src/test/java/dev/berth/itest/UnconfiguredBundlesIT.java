package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.host.ShippedBundles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginManager;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Bundles that nobody has configured start, and make no folder and no socket. */
class UnconfiguredBundlesIT {
    private static final String MANAGER = PluginManager.class.getName();
    private static final String ADDRESS = SocketAddress.class.getName();

    @BeforeAll
    static void theRealPartsAreUp() {
        TestBed.up();
    }

    @Test
    void touchNothing() throws Exception {
        List<Path> defaults = List.of(Path.of("/var/lib/berth"), Path.of("/run/berth"));
        List<Boolean> before = defaults.stream().map(Files::exists).toList();
        try (ShippedBundles shipped = ShippedBundles.install(EngineFolders.fresh(), Map.of())) {
            shipped.startAll();
            for (Bundle bundle : shipped.bundles()) {
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.toString());
            }
            assertNull(shipped.context().getServiceReference(MANAGER));
            assertNull(shipped.context().getServiceReference(ADDRESS));
            assertEquals(before, defaults.stream().map(Files::exists).toList());
        }
    }

    @Test
    void openNoSocketForAManagerAlone() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        Map<String, Map<String, String>> configured = folders.configurations(false);
        Map<String, Map<String, String>> manager =
                Map.of(
                        "dev.berth.core", configured.get("dev.berth.core"),
                        "dev.berth.runtime.containerd",
                                configured.get("dev.berth.runtime.containerd"));
        try (ShippedBundles shipped = ShippedBundles.install(folders, manager)) {
            shipped.startAll();
            assertNotNull(shipped.context().getServiceReference(MANAGER));
            assertTrue(Files.exists(folders.root()));
            assertNull(shipped.context().getServiceReference(ADDRESS));
        }
    }
}

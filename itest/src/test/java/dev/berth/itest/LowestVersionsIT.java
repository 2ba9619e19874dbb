package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginReference;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The bundles on the first version of each of their import ranges: OSGi R7, Jackson 2.15, Netty
 * 4.2. The build runs it on a class path of its own.
 */
class LowestVersionsIT {
    private static final Map<String, String> LOWEST =
            Map.of(
                    "com.fasterxml.jackson", "2.15.0",
                    "io.netty", "4.2.0",
                    "org.apache.felix.service.command", "1.0.0",
                    "org.osgi.framework", "1.9.0",
                    "org.osgi.service.component", "1.4.0",
                    "org.osgi.service.log", "1.4.0");

    private static EmbeddedEngine engine;

    @BeforeAll
    static void aHostOfThem() throws Exception {
        TestBed.up();
        engine = EmbeddedEngine.startOnLowestVersions(EngineFolders.fresh());
    }

    @AfterAll
    static void stops() throws Exception {
        engine.close();
    }

    @Test
    void areWhatEveryBundleIsWiredTo() {
        Map<String, String> seen = new TreeMap<>();
        for (Bundle bundle : engine.context().getBundles()) {
            if (bundle.getSymbolicName().matches("dev\\.berth\\.(?!itest).*")) {
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.toString());
                putThirdParties(seen, bundle);
            }
        }
        assertEquals(new TreeMap<>(LOWEST), seen);
    }

    /** Puts the version of each third party to whose packages a bundle is wired. */
    private static void putThirdParties(Map<String, String> seen, Bundle bundle) {
        for (BundleWire wire :
                bundle.adapt(BundleWiring.class)
                        .getRequiredWires(BundleRevision.PACKAGE_NAMESPACE)) {
            Map<String, Object> exported = wire.getCapability().getAttributes();
            String name = exported.get(BundleRevision.PACKAGE_NAMESPACE).toString();
            if (!name.matches("(dev\\.berth|javax?|jdk|sun)\\..*")) {
                String party =
                        LOWEST.keySet().stream().filter(name::startsWith).findFirst().orElse(name);
                String version = exported.get("version").toString();
                assertEquals(seen.getOrDefault(party, version), version, name);
                seen.put(party, version);
            }
        }
    }

    @Test
    void haveAllThatAPluginNeeds() throws Exception {
        PluginReference reference =
                new PluginsInTheRegistry(engine.manager())
                        .published("berth/volume", PluginSource.volume());
        new PluginsInTheRegistry(engine.manager()).installed(reference, "volume");
        OperationOutcome.of(engine.manager().enable("volume", EnableOptions.DEFAULT));
        ServiceWaits services = new ServiceWaits(engine.context());
        services.await(VolumeDriver.class, "volume:latest").create("data", Map.of());
        EngineFolders folders = engine.folders();
        Docker docker = new Docker(Docker.clients().get(0), folders.socket(), folders.base());
        assertTrue(docker.run("plugin", "ls").output().contains("volume:latest"));
        OperationOutcome.of(engine.manager().disable("volume", false));
    }
}

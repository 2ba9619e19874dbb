package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Bundles of Berth are stopped, started and updated under a plugin that runs. */
public class BundlesThatComeAndGoIT extends FrameworkTestBase {
    private static final String CORE = "dev.berth.core";
    private static final String RUNTIME = "dev.berth.runtime.containerd";

    private ServiceWaits services;
    private Plugin plugin;
    private long pid;

    @Before
    public void aPluginRuns() throws Exception {
        services = new ServiceWaits(bundle);
        configure("live.restore", false);
        plugin = volumePlugin("volume");
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        pid = pid();
    }

    @After
    public void allRunAgain() throws Exception {
        named(RUNTIME).start();
        named(CORE).start();
        services.await(VolumeDriver.class, "volume:latest");
        OperationOutcome.of(manager().disable("volume", true));
    }

    @Test
    public void aChangedConfigurationEndsNoPlugin() throws Exception {
        PluginManager before = manager();
        configure("part.max.days", 3);
        configure("exec.root", "/run/another");
        assertTrue(services.has(VolumeDriver.class, "volume:latest"));
        assertEquals(pid, pid());
        assertEquals(before, manager());
        configure("exec.root", folders().execRoot().toString());
    }

    @Test
    public void theRuntimeEndsPluginsAndStartsThemAgain() throws Exception {
        named(RUNTIME).stop();
        assertEquals(Optional.empty(), RunningTasks.of(plugin.id()));
        assertFalse(services.has(VolumeDriver.class, "volume:latest"));
        named(RUNTIME).start();
        services.await(VolumeDriver.class, "volume:latest");
        assertNotEquals(pid, pid());
    }

    @Test
    public void withLiveRestoreTheRuntimeLeavesThemAndTakesThemOver() throws Exception {
        configure("live.restore", true);
        named(RUNTIME).stop();
        assertEquals(pid, pid());
        assertFalse(services.has(VolumeDriver.class, "volume:latest"));
        named(RUNTIME).start();
        services.await(VolumeDriver.class, "volume:latest");
        assertEquals(pid, pid());
    }

    @Test
    public void theManagerEndsPluginsAndStartsThemAgain() throws Exception {
        named(CORE).stop();
        assertEquals(Optional.empty(), RunningTasks.of(plugin.id()));
        named(CORE).start();
        services.await(VolumeDriver.class, "volume:latest");
        assertNotEquals(pid, pid());
    }

    @Test
    public void inNeitherOrderIsAProcessLeftWithoutOwner() throws Exception {
        for (List<String> order : List.of(List.of(RUNTIME, CORE), List.of(CORE, RUNTIME))) {
            for (String name : order) {
                named(name).stop();
            }
            assertEquals(order.toString(), Optional.empty(), RunningTasks.of(plugin.id()));
            for (String name : order) {
                named(name).start();
            }
            services.await(VolumeDriver.class, "volume:latest");
            assertTrue(RunningTasks.of(plugin.id()).isPresent());
        }
    }

    @Test
    public void withLiveRestoreAnUpdateOfEachLeavesTheProcess() throws Exception {
        configure("live.restore", true);
        for (String name : List.of(CORE, RUNTIME)) {
            named(name).update();
            services.await(VolumeDriver.class, "volume:latest");
            assertEquals(name, pid, pid());
        }
    }

    private long pid() {
        return RunningTasks.of(plugin.id()).orElseThrow().pid();
    }

    /** Returns the manager that there is now. */
    private PluginManager manager() {
        return bundle.getService(bundle.getServiceReference(PluginManager.class));
    }

    private Bundle named(String name) {
        return Stream.of(bundle.getBundles())
                .filter(one -> name.equals(one.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** Changes one value, and returns when the manager has been told. */
    private void configure(String key, Object value) throws Exception {
        ServiceReference<ConfigurationAdmin> admin =
                bundle.getServiceReference(ConfigurationAdmin.class);
        Configuration core = bundle.getService(admin).getConfiguration(CORE, "?");
        Dictionary<String, Object> properties = core.getProperties();
        if (!value.toString().equals(String.valueOf(properties.get(key)))) {
            properties.put(key, value.toString());
            try (FrameworkLog log = new FrameworkLog(bundle)) {
                core.update(properties);
                log.await("the configuration has changed");
            }
        }
    }
}

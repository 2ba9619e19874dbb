package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.capability.LeaseEnd;
import dev.berth.capability.PluginRequest;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.testing.TestTimeout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A plugin that somebody uses stays, unless it is forced. */
public class LeasesIT extends FrameworkTestBase {
    private static final PluginRequest LIST = PluginRequest.ask("VolumeDriver.List", Duration.ZERO);

    @Before
    public void anEnabledPlugin() {
        volumePlugin("volume");
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
    }

    @Test
    public void theHoldersAreNamedToWhoeverWouldTakeItAway() {
        Lease first = lease("the backup");
        Lease second = lease("the database");
        PluginInUseException disabling =
                OperationOutcome.failure(
                        PluginInUseException.class, manager.disable("volume", false));
        assertEquals(List.of("the backup", "the database"), disabling.holders());
        assertTrue(disabling.getMessage(), disabling.getMessage().contains("the backup"));
        OperationOutcome.failure(PluginInUseException.class, manager.remove("volume", false));
        assertEquals(PluginState.ENABLED, manager.find("volume").status().state());
        first.client().call(LIST);
        first.close();
        second.close();
    }

    @Test
    public void afterTheLastHasGoneItCanBeDisabled() {
        Lease lease = lease("the backup");
        lease.client().call(LIST);
        lease.close();
        lease.close();
        OperationOutcome.of(manager.disable("volume", false));
    }

    @Test
    public void aBundleThatStopsGivesItsLeasesBack() throws Exception {
        Bundle other = bundle.installBundle("other", emptyBundle());
        other.start();
        BundleContext its = other.getBundleContext();
        PluginManager managerOfOther = its.getService(its.getServiceReference(PluginManager.class));
        Lease taken = managerOfOther.lease("volume", Capability.VOLUME_DRIVER, "the other");
        Lease own = lease("the backup");
        assertEquals(List.of("the other", "the backup"), holders());
        other.stop();
        assertEquals(LeaseEnd.Reason.BUNDLE_STOPPED, end(taken).reason());
        assertEquals(List.of("the backup"), holders());
        assertThrows(
                IllegalStateException.class,
                () -> managerOfOther.lease("volume", Capability.VOLUME_DRIVER, "too late"));
        assertEquals(List.of("the backup"), holders());
        own.close();
        OperationOutcome.of(manager.disable("volume", false));
        other.uninstall();
    }

    private List<String> holders() {
        return manager.find("volume").status().holders();
    }

    private static LeaseEnd end(Lease lease) throws Exception {
        return lease.ended()
                .toCompletableFuture()
                .get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static InputStream emptyBundle() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "dev.berth.itest.other");
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        return new ByteArrayInputStream(jar.toByteArray());
    }

    @Test
    public void itIsHeldWhileItIsDownAndItsClientReachesTheNextProcess() throws Exception {
        misbehaving("crash");
        EventLog events = new EventLog();
        ServiceRegistration<?> listening =
                bundle.registerService(PluginListener.class, events, null);
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        Lease lease = manager.lease("bad", Capability.VOLUME_DRIVER, "the backup");
        assertEquals(PluginCallException.Reason.BROKEN, failure(lease).reason());
        events.await(PluginEvent.Kind.DIE);
        OperationOutcome.failure(PluginInUseException.class, manager.disable("bad", false));
        events.await(PluginEvent.Kind.RESTART);
        // It ends at each call, so this one has reached it.
        assertEquals(PluginCallException.Reason.BROKEN, failure(lease).reason());
        OperationOutcome.of(manager.disable("bad", true));
        assertEquals(LeaseEnd.Reason.DISABLED, end(lease).reason());
        listening.unregister();
    }

    @Test
    public void byForceItGoesAndTheHoldersCallsSaySo() {
        Lease lease = lease("the backup");
        OperationOutcome.of(manager.disable("volume", true));
        assertEquals(PluginCallException.Reason.UNREACHABLE, failure(lease).reason());
        lease.close();
        assertThrows(PluginDisabledException.class, () -> lease("the next"));
    }

    private Lease lease(String holder) {
        return manager.lease("volume", Capability.VOLUME_DRIVER, holder);
    }

    private static PluginCallException failure(Lease lease) {
        return assertThrows(PluginCallException.class, () -> lease.client().call(LIST));
    }
}

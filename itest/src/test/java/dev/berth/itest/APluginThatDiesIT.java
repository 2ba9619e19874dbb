package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginCallException;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** It is started again, and its service comes back. */
public class APluginThatDiesIT extends FrameworkTestBase {

    @Test
    public void inTheMiddleOfACallFailsTheCallAndComesBack() {
        ServiceWaits services = new ServiceWaits(bundle);
        EventLog events = new EventLog();
        misbehaving("crash");
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        ServiceRegistration<?> listening = services.offer(PluginListener.class, events, Map.of());
        VolumeDriver driver = services.await(VolumeDriver.class, "bad:latest");

        PluginCallException failure =
                assertThrows(PluginCallException.class, () -> driver.create("v", Map.of()));
        assertEquals(PluginCallException.Reason.BROKEN, failure.reason());

        PluginEvent death = events.await(PluginEvent.Kind.DIE);
        assertEquals("7", death.attributes().get("exitCode"));
        events.await(PluginEvent.Kind.RESTART);
        assertEquals(PluginState.ENABLED, manager.find("bad").status().state());
        assertTrue(services.has(VolumeDriver.class, "bad:latest"));
        PluginCallException old =
                assertThrows(PluginCallException.class, () -> driver.create("v", Map.of()));
        assertEquals(PluginCallException.Reason.UNREACHABLE, old.reason());
        listening.unregister();
    }
}

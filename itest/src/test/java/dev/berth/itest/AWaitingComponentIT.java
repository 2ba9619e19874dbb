package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.testing.TestTimeout;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** A plugin is disabled under a component that waits for it, or for its answer. */
public class AWaitingComponentIT extends FrameworkTestBase {

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithConsumer();
    }

    @Test
    public void livesAsLongAsThePluginIsEnabled() {
        ComponentState components = new ComponentState(bundle);
        volumePlugin("volume");
        assertFalse(components.consumerIsActive());
        for (int life = 0; life < 2; life++) {
            OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
            assertTrue(components.consumerIsActive());
            OperationOutcome.of(manager.disable("volume", false));
            assertFalse(components.consumerIsActive());
        }
    }

    @Test
    public void inTheMiddleOfACallGetsItsAnswerBeforeThePluginGoes() throws Exception {
        misbehaving("slow");
        try (FrameworkLog log = new FrameworkLog(bundle)) {
            OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
            VolumeDriver driver = new ServiceWaits(bundle).await(VolumeDriver.class, "bad:latest");
            FutureTask<List<Volume>> call = new FutureTask<>(driver::list);
            new Thread(call, "berth-itest-call").start();
            log.await("takes its time for VolumeDriver.List");

            OperationOutcome.of(manager.disable("bad", false));
            assertEquals(List.of(), call.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(PluginState.DISABLED, manager.find("bad").status().state());
            PluginCallException late = assertThrows(PluginCallException.class, driver::list);
            assertEquals(PluginCallException.Reason.UNREACHABLE, late.reason());
        }
    }
}

package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginRequest;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginInUseException;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

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
    public void byForceItGoesAndTheHoldersCallsSaySo() {
        Lease lease = lease("the backup");
        OperationOutcome.of(manager.disable("volume", true));
        PluginCallException failure =
                assertThrows(PluginCallException.class, () -> lease.client().call(LIST));
        assertEquals(PluginCallException.Reason.UNREACHABLE, failure.reason());
        lease.close();
        assertThrows(PluginDisabledException.class, () -> lease("the next"));
    }

    private Lease lease(String holder) {
        return manager.lease("volume", Capability.VOLUME_DRIVER, holder);
    }
}

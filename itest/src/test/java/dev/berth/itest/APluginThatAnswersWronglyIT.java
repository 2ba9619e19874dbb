package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/** It is enabled, as in Docker; the first call ends in a typed error. */
public class APluginThatAnswersWronglyIT extends FrameworkTestBase {

    @Test
    public void withGarbageEndsTheFirstCallAsMalformed() {
        VolumeDriver driver = enabled("garbage", EnableOptions.DEFAULT);
        PluginCallException failure =
                assertThrows(PluginCallException.class, () -> driver.create("v", Map.of()));
        assertEquals(PluginCallException.Reason.MALFORMED, failure.reason());
        assertEquals("VolumeDriver.Create", failure.method());
        assertEquals("bad:latest", failure.plugin());
    }

    @Test
    public void withProseEndsTheFirstCallAsMalformedAndShowsIt() {
        VolumeDriver driver = enabled("prose", EnableOptions.DEFAULT);
        PluginCallException failure = assertThrows(PluginCallException.class, driver::list);
        assertEquals(PluginCallException.Reason.MALFORMED, failure.reason());
        assertTrue(failure.getMessage(), failure.getMessage().contains("a volume, you say?"));
    }

    @Test
    public void notAtAllEndsACallAtItsDeadline() {
        enabled("silent", within(Duration.ofSeconds(30), Duration.ofMillis(500)));
        PluginClient client = manager.find("bad", Capability.VOLUME_DRIVER);
        PluginTimeoutException failure =
                assertThrows(
                        PluginTimeoutException.class,
                        () -> client.call(PluginRequest.ask("VolumeDriver.List", Duration.ZERO)));
        assertEquals(Duration.ofMillis(500), failure.limit());
    }

    private VolumeDriver enabled(String how, EnableOptions options) {
        misbehaving(how);
        Plugin plugin = OperationOutcome.of(manager.enable("bad", options));
        assertEquals(PluginState.ENABLED, plugin.status().state());
        return new ServiceWaits(bundle).await(VolumeDriver.class, "bad:latest");
    }
}

package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.error.PluginCallException;
import java.util.Map;
import org.junit.Test;

/** A docker command shows that a plugin died, and that the user still wants it. */
public class DockerStatusIT extends DockerTestBase {
    private static final String STATUS = "{{.Enabled}} {{.Status.State}} {{.Status.Restarts}}";

    @Test
    public void aPluginThatDiedShowsHowAndHowOften() throws Exception {
        ServiceWaits services = new ServiceWaits(bundle);
        EventLog events = new EventLog();
        services.offer(PluginListener.class, events, Map.of());
        misbehaving("crash");
        OperationOutcome.of(manager.enable("bad", EnableOptions.DEFAULT));
        shows("true enabled 0", STATUS);
        VolumeDriver driver = services.await(VolumeDriver.class, "bad:latest");
        assertThrows(PluginCallException.class, () -> driver.create("v", Map.of()));
        events.await(PluginEvent.Kind.RESTART);
        shows("true enabled 1 7", STATUS + " {{.Status.ExitCode}}");
        OperationOutcome.of(manager.disable("bad", false));
    }

    private void shows(String expected, String format) throws Exception {
        for (Docker docker : clients()) {
            assertEquals(
                    expected + "\n", succeeds(docker, "plugin", "inspect", "-f", format, "bad"));
        }
    }
}

package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginLimitExceededException;
import java.util.List;
import org.junit.Test;

/** How long the name of a plugin's socket may be. */
public class SocketNamesIT extends FrameworkTestBase {
    /** The longest that the plugin itself can bind under {@code /run/docker/plugins}. */
    private static final int LONGEST = 107 - "/run/docker/plugins/".length();

    @Test
    public void oneThatDockerdHasNoRoomForStarts() {
        String name = "x".repeat(60) + ".sock";
        PluginSource plugin = PluginSource.volume().with(config -> listenOn(config, name));
        OperationOutcome.of(manager.create(PluginReference.parse("long"), plugin.tar()));
        OperationOutcome.of(manager.enable("long", EnableOptions.DEFAULT));
        VolumeDriver driver = new ServiceWaits(bundle).await(VolumeDriver.class, "long:latest");
        assertEquals(List.of(), driver.list());
    }

    @Test
    public void oneThatNoSocketCanHaveIsRefusedInWords() {
        String name = "x".repeat(LONGEST + 40);
        PluginSource plugin = PluginSource.idle().with(config -> listenOn(config, name));
        PluginLimitExceededException failure =
                OperationOutcome.failure(
                        PluginLimitExceededException.class,
                        manager.create(PluginReference.parse("longer"), plugin.tar()));
        assertTrue(failure.getMessage(), failure.getMessage().contains("107"));
        assertTrue(failure.getMessage(), failure.getMessage().startsWith("interface.socket"));
    }

    private static void listenOn(ObjectNode config, String name) {
        config.withObject("interface").put("socket", name);
        config.withArray("entrypoint").add("--socket").add("/run/docker/plugins/" + name);
    }
}

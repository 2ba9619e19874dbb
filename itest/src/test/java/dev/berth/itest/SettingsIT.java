package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.SettingNotSettableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.osgi.service.log.LogLevel;

/** What the user sets is what the plugin's process gets. */
public class SettingsIT extends FrameworkTestBase {

    @Before
    public void anInstalledPlugin() {
        volumePlugin("volume");
    }

    @Test
    public void aVariableReachesThePlugin() {
        assertEquals(Scope.GLOBAL, enabledWith("SCOPE=global").capabilities().scope());
    }

    @Test
    public void aMountsSourceIsTheHostsFileInThePlugin() throws IOException {
        Path release = Files.writeString(folders().base().resolve("release"), "PRETTY_NAME=Mine\n");
        VolumeDriver driver = enabledWith("os-release.source=" + release);
        driver.create("here", Map.of());
        assertEquals("Mine", driver.get("here").status().get("host"));
        driver.remove("here");
    }

    @Test
    public void argumentsReachThePluginAndItsOutputTheLogLineByLine() {
        try (FrameworkLog log = new FrameworkLog(bundle)) {
            VolumeDriver driver = enabledWith("args=--data /tmp/other", "DEBUG=1");
            driver.create("logged", Map.of());
            String message = log.await("VolumeDriver.Create").getMessage();
            assertTrue(message, message.startsWith("volume:latest: VolumeDriver.Create"));
            assertTrue(message, message.endsWith("-> 200 {}"));
            driver.remove("logged");
        }
    }

    @Test
    public void anErrorLineIsAnErrorInTheLog() {
        try (FrameworkLog log = new FrameworkLog(bundle)) {
            misbehaving("exit");
            manager.enable("bad", EnableOptions.DEFAULT);
            assertEquals(LogLevel.ERROR, log.await("without its tea").getLogLevel());
        }
    }

    @Test
    public void nothingIsSetOnAnEnabledPlugin() {
        enabledWith("SCOPE=local");
        OperationOutcome.failure(
                PluginEnabledException.class, manager.set("volume", List.of("SCOPE=global")));
    }

    @Test
    public void whatTheConfigDoesNotLetBeSetIsNotSetNorIsAnythingElse() {
        OperationOutcome.of(manager.set("volume", List.of("SCOPE=local")));
        OperationOutcome.failure(
                SettingNotSettableException.class,
                manager.set("volume", List.of("SCOPE=global", "os-release.destination=/x")));
        assertTrue(manager.find("volume").settings().env().contains("SCOPE=local"));
    }

    private VolumeDriver enabledWith(String... settings) {
        OperationOutcome.of(manager.set("volume", List.of(settings)));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        return new ServiceWaits(bundle).await(VolumeDriver.class, "volume:latest");
    }
}

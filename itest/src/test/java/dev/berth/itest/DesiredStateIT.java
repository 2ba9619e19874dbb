package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** Plugins by files in a folder of Felix's File Install, with a real registry and containerd. */
public class DesiredStateIT extends FrameworkTestBase {
    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithDesiredState();
    }

    @Test
    public void followsAFile() throws Exception {
        new PluginsInTheRegistry(manager).published("berth/volume", PluginSource.volume());
        try (FrameworkLog log = new FrameworkLog(bundle)) {
            write("capabilities=CAP_NET_ADMIN", "DEBUG=1");
            log.await("granted");
            assertEquals(0, manager.list().size());
            write("capabilities=CAP_SYS_ADMIN", "DEBUG=1");
            log.await("is as wanted");
            Plugin plugin = manager.find("wanted");
            assertTrue(plugin.enabled());
            assertTrue(plugin.settings().env().contains("DEBUG=1"));
            assertEquals("7s", plugin.supervision().get("health.interval"));

            Instant since = plugin.status().since();
            restart("dev.berth.desired");
            write("capabilities=CAP_SYS_ADMIN", "DEBUG=1");
            OperationOutcome.of(manager.disable("wanted", false));
            log.await("it would be: [enable]");
            write("capabilities=CAP_SYS_ADMIN", "DEBUG=0");
            log.await("[set DEBUG, enable]");
            log.await("is as wanted");
            assertEquals(plugin.id(), manager.find("wanted").id());
            assertTrue(since.isBefore(manager.find("wanted").status().since()));

            Files.delete(file());
            log.await("[disable, remove]");
            log.await("is no longer wanted: done");
            assertEquals(0, manager.list().size());
        }
    }

    private void restart(String name) throws Exception {
        for (Bundle one : bundle.getBundles()) {
            if (one.getSymbolicName().equals(name)) {
                one.stop();
                assertTrue(manager.find("wanted").enabled());
                one.start();
            }
        }
    }

    /** File Install takes arrays only in a file all of whose values are quoted. */
    private void write(String capability, String setting) throws IOException {
        Path whole = Files.createTempFile("wanted", ".cfg");
        Files.writeString(
                whole,
                """
                reference="%s"
                name="wanted"
                settings=["%s","@health.interval=7000ms"]
                privileges=["%s","mount=/etc/os-release on /etc/os-release type bind (ro,bind)"]
                when.deleted="remove"
                """
                        .formatted(reference("berth/volume"), setting, capability));
        Files.move(whole, file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file() {
        return Path.of(bundle.getProperty("felix.fileinstall.dir"))
                .resolve("dev.berth.plugin-wanted.cfg");
    }
}

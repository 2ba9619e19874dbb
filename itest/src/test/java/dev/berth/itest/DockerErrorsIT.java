package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.engine.support.Docker;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** What docker's user is told when something cannot be done. */
public class DockerErrorsIT extends DockerTestBase {

    @Before
    public void aPlugin() {
        volumePlugin("volume");
    }

    @Test
    public void whatIsNotThereIsNamed() throws Exception {
        for (Docker docker : clients()) {
            finds(docker, "none", "plugin", "inspect", "none");
            finds(docker, "none", "plugin", "enable", "none");
            finds(docker, "none", "plugin", "disable", "none");
            finds(docker, "none", "plugin", "rm", "none", "none2");
            finds(docker, "none", "plugin", "set", "none", "A=1");
            finds(docker, "none", "plugin", "upgrade", "none");
            fails(docker, "plugin \"none:latest\" not found", "plugin", "push", "none");
            String nowhere = reference("docker/nowhere").familiar();
            fails(docker, "is not there", "plugin", "install", nowhere);
            fails(docker, "cannot be reached", "plugin", "install", "127.0.0.1:1/a/b");
        }
    }

    @Test
    public void whatIsInTheWayIsNamed() throws Exception {
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        String folder = PluginSource.idle().folder().toString();
        for (Docker docker : clients()) {
            fails(docker, "already enabled", "plugin", "enable", "volume");
            fails(docker, "cannot set on an active plugin", "plugin", "set", "volume", "DEBUG=1");
            fails(docker, "volume:latest is enabled", "plugin", "rm", "volume");
            fails(docker, "must be disabled", "plugin", "upgrade", "volume");
            fails(docker, "volume:latest already exists", "plugin", "create", "volume", folder);
            Lease lease = manager.lease("volume", Capability.VOLUME_DRIVER, "the backup");
            fails(docker, "is in use", "plugin", "disable", "volume");
            fails(docker, "the backup", "plugin", "rm", "volume");
            lease.close();
        }
        OperationOutcome.of(manager.disable("volume", false));
        fails(clients().get(0), "already disabled", "plugin", "disable", "volume");
    }

    @Test
    public void whatIsWrongIsNamed() throws Exception {
        Path folder = PluginSource.idle().folder();
        for (Docker docker : clients()) {
            fails(docker, "invalid filter 'name'", "plugin", "ls", "-f", "name=x");
            fails(docker, "invalid filter 'enabled=[x]'", "plugin", "ls", "-f", "enabled=x");
            fails(docker, "\"NOSUCH\" not found", "plugin", "set", "volume", "NOSUCH=1");
            fails(docker, "is not settable", "plugin", "set", "volume", "os-release.type=x");
            fails(docker, "invalid", "plugin", "create", "a/b@sha256:00", folder.toString());
            fails(docker, "lowercase", "plugin", "install", "a/UP");
        }
        Files.writeString(folder.resolve("config.json"), "{\"entrypoint\": 7}");
        fails(clients().get(0), "Entrypoint", "plugin", "create", "a/bad", folder.toString());
    }

    /** Of seventeen IDs two begin alike. */
    @Test
    public void aBeginningThatSeveralIdsHaveIsRefused() throws Exception {
        Docker docker = clients().get(0);
        String folder = PluginSource.idle().folder().toString();
        Set<String> beginnings = new HashSet<>();
        String begin = manager.find("volume").id().substring(0, 1);
        for (int i = 0; beginnings.add(begin); i++) {
            succeeds(docker, "plugin", "create", "twin/" + i, folder);
            begin = manager.find("twin/" + i).id().substring(0, 1);
        }
        fails(docker, "multiple plugins found for \"" + begin, "plugin", "inspect", begin);
        fails(docker, "multiple plugins found for \"" + begin, "plugin", "rm", "-f", begin);
    }

    @Test
    public void aPluginThatEndsShowsItsExitCodeAndLastWords() throws Exception {
        misbehaving("exit");
        for (Docker docker : clients()) {
            fails(docker, "without its tea", "plugin", "enable", "bad");
            fails(docker, "exit code", "plugin", "enable", "bad");
        }
    }
}

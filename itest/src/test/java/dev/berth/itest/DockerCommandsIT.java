package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.engine.support.RawClient;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RegistryFiles;
import dev.berth.plugin.Plugin;
import java.net.http.HttpHeaders;
import org.junit.After;
import org.junit.Test;

/** Every plugin command of docker with its options, against the bundles in a real framework. */
public class DockerCommandsIT extends DockerTestBase {

    @After
    public void removeAll() throws Exception {
        for (Plugin plugin : manager.list()) {
            succeeds(clients().get(0), "plugin", "rm", "--force", plugin.id());
        }
    }

    @Test
    public void fromAFolderToARegistryAndBack() throws Exception {
        for (Docker docker : clients()) {
            String one = reference("docker/one").familiar();
            String two = reference("docker/two").familiar();
            publish(docker, one, "the first");
            publish(docker, two, "the second");
            String installed =
                    succeeds(docker, "plugin", "install", "--disable", "--alias", "mine", one);
            assertTrue(installed, installed.contains("latest: Pulling from "));
            assertTrue(installed, installed.endsWith("Installed plugin " + one + "\n"));
            succeeds(
                    docker,
                    "plugin",
                    "upgrade",
                    "--grant-all-permissions",
                    "--disable-content-trust",
                    "--skip-remote-check",
                    "mine",
                    two);
            assertEquals(
                    "mine:latest " + two + "\n",
                    succeeds(docker, "plugin", "ls", "--format", "{{.Name}} {{.PluginReference}}"));
            assertEquals("mine\n", succeeds(docker, "plugin", "rm", "mine"));
        }
    }

    private void publish(Docker docker, String name, String text) throws Exception {
        String folder = PluginSource.idle(text).folder().toString();
        assertEquals(name + "\n", succeeds(docker, "plugin", "create", "--compress", name, folder));
        String pushed = succeeds(docker, "plugin", "push", "--disable-content-trust", name);
        assertTrue(pushed, pushed.startsWith("The push refers to repository ["));
        assertTrue(pushed, pushed.contains(": Upload complete"));
        succeeds(docker, "plugin", "rm", name);
    }

    @Test
    public void aPushEndsWithWhatTheRegistryHas() throws Exception {
        String name = reference("docker/pushed").familiar();
        String folder = PluginSource.idle().folder().toString();
        succeeds(clients().get(0), "plugin", "create", name, folder);
        String answer;
        try (RawClient client = new RawClient(folders().socket())) {
            client.send("POST /plugins/%s/push HTTP/1.1\r\nHost: d\r\n\r\n".formatted(name));
            answer = client.receive().body();
        }
        HttpHeaders manifest = RegistryFiles.manifest("docker/pushed");
        String last = answer.strip().substring(answer.strip().lastIndexOf('\n') + 1);
        assertEquals(
                "{\"progressDetail\":{},\"aux\":{\"Tag\":\"latest\",\"Digest\":\"%s\",\"Size\":%s}}"
                        .formatted(
                                manifest.firstValue("Docker-Content-Digest").orElseThrow(),
                                manifest.firstValue("Content-Length").orElseThrow()),
                last);
    }

    @Test
    public void aPluginIsSetStartedUsedAndStopped() throws Exception {
        volumePlugin("volume");
        for (Docker docker : clients()) {
            succeeds(docker, "plugin", "set", "volume", "DEBUG=1", "args=--data /tmp/other");
            assertEquals(
                    "volume\n", succeeds(docker, "plugin", "enable", "--timeout", "20", "volume"));
            new ServiceWaits(bundle).await(VolumeDriver.class, "volume:latest");
            assertEquals(
                    "volume:latest true\n",
                    succeeds(
                            docker,
                            "plugin",
                            "ls",
                            "-f",
                            "enabled=true",
                            "-f",
                            "capability=volumedriver",
                            "--format",
                            "{{.Name}} {{.Enabled}}"));
            // As dockerd, which lists no managed volume plugins.
            assertEquals("[]\n", succeeds(docker, "info", "--format", "{{json .Plugins.Volume}}"));
            assertEquals("volume\n", succeeds(docker, "plugin", "disable", "volume"));
            assertFalse(new ServiceWaits(bundle).has(VolumeDriver.class, "volume:latest"));
            succeeds(docker, "plugin", "enable", "volume");
            assertEquals("volume\n", succeeds(docker, "plugin", "disable", "--force", "volume"));
        }
    }

    @Test
    public void aPluginIsNamedByItsNameItsIdAndTheBeginningOfIt() throws Exception {
        String id = installed("a/idle").id();
        for (Docker docker : clients()) {
            for (String name :
                    new String[] {
                        "a/idle", "a/idle:latest", "docker.io/a/idle", id, id.substring(0, 8)
                    }) {
                assertEquals(
                        id + "\n",
                        succeeds(docker, "plugin", "inspect", "--format", "{{.Id}}", name));
                assertEquals(
                        id + "\n",
                        succeeds(docker, "inspect", "--type", "plugin", "-f", "{{.Id}}", name));
            }
            fails(docker, "is not settable", "plugin", "set", id.substring(0, 8), "=1");
            fails(docker, "idle:latest", "plugin", "disable", id.substring(0, 8));
        }
    }

    @Test
    public void pluginsAreListedInEveryForm() throws Exception {
        String id = installed("a/idle").id();
        String start = id.substring(0, 12);
        for (Docker docker : clients()) {
            assertEquals(start + "\n", succeeds(docker, "plugin", "ls", "-q"));
            assertEquals(id + "\n", succeeds(docker, "plugin", "ls", "-q", "--no-trunc"));
            assertTrue(succeeds(docker, "plugin", "ls").contains(start + "   a/idle:latest"));
            String json = succeeds(docker, "plugin", "ls", "--no-trunc", "--format", "{{json .}}");
            assertTrue(json, json.contains("\"Enabled\":false,\"ID\":\"" + id + "\""));
            assertEquals("", succeeds(docker, "plugin", "ls", "-q", "-f", "enabled=true"));
            assertEquals("", succeeds(docker, "plugin", "ls", "-q", "-f", "capability=authz"));
        }
    }

    private Plugin installed(String name) throws Exception {
        String folder = PluginSource.idle().folder().toString();
        succeeds(clients().get(0), "plugin", "create", name, folder);
        return manager.find(name);
    }
}

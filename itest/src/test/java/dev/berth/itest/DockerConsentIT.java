package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Who is asked on a terminal has the last word. */
public class DockerConsentIT extends DockerTestBase {
    private String asking;

    @Before
    public void aPluginThatAsksForSomething() {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        PluginSource plugin =
                PluginSource.idle("asking")
                        .with(config -> config.putObject("network").put("type", "host"));
        asking = registry.published("docker/asking", plugin).familiar();
    }

    @After
    public void removeAll() throws Exception {
        for (Plugin plugin : manager.list()) {
            succeeds(clients().get(0), "plugin", "rm", "-f", plugin.id());
        }
    }

    @Test
    public void yesInstalls() throws Exception {
        for (Docker docker : clients()) {
            Outcome outcome = docker.onTerminal("y\n", "plugin", "install", "--disable", asking);
            assertEquals(outcome.output(), 0, outcome.exit());
            assertTrue(outcome.output(), outcome.output().contains(" - network: [host]"));
            assertTrue(outcome.output(), outcome.output().contains(": Complete"));
            succeeds(docker, "plugin", "rm", asking);
        }
    }

    @Test
    public void noOrTheEndOfInputInstallsNothing() throws Exception {
        for (Docker docker : clients()) {
            for (String typed : List.of("n\n", "\n", "")) {
                Outcome outcome = docker.onTerminal(typed, "plugin", "install", asking);
                assertEquals(outcome.output(), 1, outcome.exit());
                assertTrue(outcome.output(), outcome.output().contains("grant the above"));
            }
            assertEquals(1, docker.run("plugin", "install", asking).exit());
        }
        assertEquals(List.of(), manager.list());
        assertEquals(Set.of(), StoredFiles.below(folders().root()));
    }

    @Test
    public void whatWasShownIsPulledThoughTheTagHasMoved() throws Exception {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        PluginReference moving = reference("docker/moving");
        Plugin shown = registry.publish(moving, mounting("/etc/hostname", "ro"));
        String remote = moving.familiar();
        String told = request("GET", "/plugins/privileges?remote=" + remote, "").body();
        Plugin moved = registry.publish(moving, mounting("/etc", "rw"));
        RawResponse pulled = request("POST", "/plugins/pull?remote=" + remote, told);
        assertTrue(pulled.body(), pulled.body().contains("Complete"));
        assertEquals(shown.digest(), manager.find(remote).digest());
        assertEquals(moving, manager.find(remote).source().get());
        succeeds(clients().get(0), "plugin", "rm", remote);
        RawResponse unasked = request("POST", "/plugins/pull?remote=" + remote, told);
        assertTrue(unasked.body(), unasked.body().contains("incorrect privileges"));
        String bySource = "[{\"Name\":\"mount\",\"Value\":[\"/etc\"]}]";
        request("POST", "/plugins/pull?remote=" + remote, bySource);
        assertEquals(moved.digest(), manager.find(remote).digest());
    }

    private static PluginSource mounting(String source, String access) {
        return PluginSource.idle("mounts " + source)
                .with(
                        config -> {
                            ObjectNode mount = config.putArray("mounts").addObject();
                            mount.put("type", "bind")
                                    .put("source", source)
                                    .put("destination", "/m");
                            mount.putArray("options").add("rbind").add(access);
                        });
    }

    private RawResponse request(String method, String path, String body) throws IOException {
        try (RawClient client = new RawClient(folders().socket())) {
            client.send(
                    ("%s %s HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: %d\r\n\r\n%s")
                            .formatted(method, path, body.length(), body));
            return client.receive();
        }
    }

    @Test
    public void anUpgradeAsksForTheNameAndForWhatIsNew() throws Exception {
        String plain =
                new PluginsInTheRegistry(manager)
                        .published("docker/plain", PluginSource.idle("plain"))
                        .familiar();
        for (Docker docker : clients()) {
            succeeds(docker, "plugin", "install", "--disable", "--alias", "mine", plain);
            Outcome no = docker.onTerminal("n\n", "plugin", "upgrade", "mine", asking);
            assertTrue(no.output(), no.output().contains("do not match, are you sure?"));
            docker.onTerminal("y\nn\n", "plugin", "upgrade", "mine", asking);
            assertEquals(reference("docker/plain"), manager.find("mine").source().get());
            Outcome yes = docker.onTerminal("y\ny\n", "plugin", "upgrade", "mine", asking);
            assertEquals(yes.output(), 0, yes.exit());
            assertEquals(reference("docker/asking"), manager.find("mine").source().get());
            succeeds(docker, "plugin", "rm", "mine");
        }
    }
}

package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.plugin.Plugin;
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

package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Rights that nobody has looked at are those that the policy names, where there is one. */
public class UnaskedConsentIT extends DockerTestBase {
    private static final String NETWORK = "[{\"Name\":\"network\",\"Value\":[\"host\"]}]";

    private String asking;

    @Before
    public void aPluginThatAsksForSomething() {
        PluginSource plugin =
                PluginSource.idle("asking")
                        .with(config -> config.putObject("network").put("type", "host"));
        asking = new PluginsInTheRegistry(manager).published("unasked/it", plugin).familiar();
    }

    @After
    public void remove() throws IOException {
        Files.deleteIfExists(policy());
        for (Plugin there : manager.list()) {
            OperationOutcome.of(manager.remove(there.id(), true));
        }
    }

    @Test
    public void isDockersBehaviourWithoutAPolicy() throws Exception {
        assertTrue(pull().contains("Complete"));
    }

    @Test
    public void isNoneUnderAPolicyThatNamesNone() throws Exception {
        policy("");
        assertTrue(pull().contains("nobody was asked about its privileges"));
        assertEquals(List.of(), manager.list());
        // Docker's client asks the engine, and then its user, or takes it as granted.
        succeeds(
                clients().get(0),
                "plugin",
                "install",
                "--disable",
                "--grant-all-permissions",
                asking);
    }

    @Test
    public void isWhatAPolicyNames() throws Exception {
        policy(", \"privileges\": {\"network\": [\"none\"]}");
        assertTrue(pull().contains("does not allow network [host]"));
        policy(", \"privileges\": {\"network\": [\"host\"]}");
        assertTrue(pull().contains("Complete"));
    }

    private String pull() throws IOException {
        try (RawClient client = new RawClient(folders().socket())) {
            client.send(
                    ("POST /plugins/pull?remote=%s HTTP/1.1\r\nHost: docker\r\n"
                                    + "Content-Type: application/json\r\n"
                                    + "Content-Length: %d\r\n\r\n%s")
                            .formatted(asking, NETWORK.length(), NETWORK));
            RawResponse response = client.receive();
            return response.body();
        }
    }

    private void policy(String more) throws IOException {
        Files.writeString(
                policy(), "{\"version\": 1, \"default\": {\"accept\": \"ask\"%s}}".formatted(more));
    }

    private Path policy() {
        return folders().root().resolve("policy.json");
    }
}

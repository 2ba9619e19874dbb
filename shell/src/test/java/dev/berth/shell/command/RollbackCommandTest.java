package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.plugin.PluginFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackCommandTest extends CommandTest {
    @Test
    void saysWhatThePluginIsNow() throws Exception {
        assertEquals(
                "Rolled back plugin other:1 to other:1@" + PluginFixture.DIGEST + "\n",
                shell.type("plugin:rollback other"));
        shell.type("plugin:rollback other " + PluginFixture.DIGEST);
        shell.type("plugin:rollback --hot --trial 0 other");
        assertEquals(
                List.of(
                        "rollback other to the last one",
                        "rollback other to " + PluginFixture.DIGEST,
                        "rollback other to the last one hot, trial PT0S"),
                manager.asked());
    }

    @Test
    void wantsADigest() {
        assertTrue(refusal("plugin:rollback other latest").contains("latest"));
        refusal("plugin:rollback");
    }

    @Test
    void takesNoTrialThatThereWouldNotBe() {
        assertEquals(
                "--trial is for --hot: without it nothing is watched",
                refusal("plugin:rollback --trial 5 other"));
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeCommandTest extends CommandTest {
    @Test
    void asksBeforeItTakesAnotherPlugin() throws Exception {
        assertEquals(
                """
                Upgrading plugin other:1 from other:1 to other:2
                Plugin images do not match, are you sure? [y/N] y
                Upgraded plugin other:1 to other:2
                """,
                shell.type("plugin:upgrade other other:2", "y\n"));
        assertEquals(List.of("upgrade other to other:2"), manager.asked());
        assertEquals("canceling upgrade request", refusal("plugin:upgrade other other:2"));
        shell.type("plugin:upgrade --skip-remote-check other other:2");
        shell.type("plugin:upgrade other");
    }

    @Test
    void wantsADisabledPlugin() {
        assertEquals(
                "the plugin must be disabled before upgrading", refusal("plugin:upgrade vieux"));
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnableCommandTest extends CommandTest {
    @Test
    void takesATimeout() throws Exception {
        assertEquals("x\n", shell.type("plugin:enable --timeout 5 x"));
        shell.type("plugin:enable --timeout 0 x");
        assertEquals(List.of("enable x PT5S PT5S", "enable x PT30S PT0S"), manager.asked());
        assertEquals(
                "invalid timeout \"-1\": give a number of seconds",
                refusal("plugin:enable --timeout -1 x"));
    }
}

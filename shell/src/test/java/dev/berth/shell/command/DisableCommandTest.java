package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisableCommandTest extends CommandTest {
    @Test
    void takesForce() throws Exception {
        assertEquals("other\n", shell.type("plugin:disable -f other"));
        assertEquals("other\n", shell.type("plugin:disable other"));
        assertEquals(List.of("disable other true", "disable other false"), manager.asked());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetCommandTest extends CommandTest {
    @Test
    void passesSettingsOnAsTheyAre() throws Exception {
        shell.type("plugin:set vieux DEBUG=1 'args=a b' m.source=/x");
        assertEquals(List.of("set vieux [DEBUG=1, args=a b, m.source=/x]"), manager.asked());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveCommandTest extends CommandTest {
    @Test
    void takesForceAndSeveralNames() throws Exception {
        assertEquals("vieux\nother\n", shell.type("plugin:rm vieux --force other"));
        assertEquals(List.of("remove vieux true", "remove other true"), manager.asked());
    }

    @Test
    void goesOnAfterAFailureAndTellsOfAll() {
        assertEquals(
                "plugin \"a\" not found\nplugin \"b\" not found", refusal("plugin:rm a vieux b"));
        assertEquals(
                List.of("remove a false", "remove vieux false", "remove b false"), manager.asked());
    }
}

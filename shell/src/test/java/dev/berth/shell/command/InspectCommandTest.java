package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InspectCommandTest extends CommandTest {
    @Test
    void showsJson() throws Exception {
        assertTrue(shell.type("plugin:inspect vieux other").startsWith("[\n    {\n"));
    }
}

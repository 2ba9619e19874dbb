package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OperationRunnerTest extends CommandTest {
    @Test
    void errorsAreWhatTheManagerSays() {
        assertEquals("plugin \"nothing\" not found", refusal("plugin:inspect nothing"));
        assertTrue(refusal("plugin:install A/B").startsWith("invalid reference format"));
    }
}

package dev.berth.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CommandArgumentsTest {
    @Test
    void explainTooFewTooManyAndUnknownOnes() {
        assertEquals(
                "\"plugin:enable\" requires exactly 1 argument.\nSee 'help plugin:enable'.",
                refusal(() -> arguments("plugin:enable").exactly(1)));
        assertEquals(
                "\"plugin:set\" requires at least 2 arguments.\nSee 'help plugin:set'.",
                refusal(() -> arguments("plugin:set", "x").atLeast(2)));
        assertEquals(
                "\"plugin:load\" requires at most 1 argument.\nSee 'help plugin:load'.",
                refusal(() -> arguments("plugin:load", "a", "b").atMost(1)));
        assertEquals(
                "unknown flag: --now\nSee 'help plugin:rm'.",
                refusal(() -> arguments("plugin:rm", "--now", "x")));
    }

    @Test
    void areTheFirstAndTheRest() throws CommandFailure {
        CommandArguments arguments = arguments("plugin:set", "x", "-", "A=b").atLeast(2).atMost(3);
        assertEquals("x", arguments.first());
        assertEquals(List.of("-", "A=b"), arguments.rest());
    }

    private static CommandArguments arguments(String command, String... words)
            throws CommandFailure {
        return CommandArguments.of(command, words);
    }

    private static String refusal(Executable call) {
        return assertThrows(CommandFailure.class, call).getMessage();
    }
}

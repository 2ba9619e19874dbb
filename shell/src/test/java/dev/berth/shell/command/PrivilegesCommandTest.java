package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesCommandTest extends CommandTest {
    @Test
    void failuresQuoteNothingThatATerminalWouldObey() {
        assertEquals(
                "unknown \\u001b[2J\n\\u202e",
                new CommandFailure("unknown \u001b[2J\n\u202e").getMessage());
    }

    @Test
    void privilegesAreShownWithoutInstalling() throws Exception {
        manager.wanting(Privilege.of("mount", "", List.of("/x")));
        assertEquals(" - mount: [/x]\n", shell.type("plugin:privileges x"));
        manager.wanting(Privilege.of("mount", "", List.of("/x\u001b[2K\rnothing\u202e")));
        assertEquals(
                " - mount: [/x\\u001b[2K nothing\\u202e]\n", shell.type("plugin:privileges x"));
    }
}

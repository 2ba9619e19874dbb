package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Privilege;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetCommandTest extends CommandTest {
    @Test
    void passesSettingsOnAsTheyAre() throws Exception {
        shell.type("plugin:set vieux DEBUG=1 'args=a b' m.source=/x");
        assertEquals(
                List.of("set vieux [DEBUG=1, args=a b, m.source=/x] granting 0"), manager.asked());
    }

    @Test
    void asksForWhatTheSettingsGive() throws Exception {
        manager.newlyWanting(Privilege.of("mount", "", List.of("/x on /m type bind (rw)")));
        assertEquals(
                """
                Plugin "vieux" is requesting the following privileges:
                 - mount: [/x on /m type bind (rw)]
                Do you grant the above permissions? [y/N] y
                """,
                shell.type("plugin:set vieux m.source=/x", "y\n"));
        assertEquals(
                "permission denied while setting plugin vieux",
                refusal("plugin:set vieux m.source=/x"));
        shell.type("plugin:set --grant-all-permissions vieux m.source=/y");
        assertEquals(
                List.of("set vieux [m.source=/x] granting 1", "set vieux [m.source=/y] granting 1"),
                manager.asked());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.Consent;
import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallCommandTest extends CommandTest {
    @Test
    void asksForThePrivilegesInDockersWordsAndEnables() throws Exception {
        manager.wanting(
                Privilege.of("network", "", List.of("host")),
                Privilege.of("capabilities", "", List.of("CAP_A", "CAP_B")));
        assertEquals(
                """
                Plugin "x:latest" is requesting the following privileges:
                 - network: [host]
                 - capabilities: [CAP_A CAP_B]
                Do you grant the above permissions? [y/N] y
                abc: Complete
                Installed plugin x
                """,
                shell.type("plugin:install x", "y\n"));
        assertEquals(
                List.of("install x:latest as itself granting 2", "enable x:latest PT30S PT30S"),
                manager.asked());
        assertEquals(Consent.ASKED, manager.consent());
    }

    @Test
    void changesNothingWithoutConsent() {
        manager.wanting(Privilege.of("network", "", List.of("host")));
        for (String answer : List.of("n\n", "\n", "")) {
            assertEquals(
                    "permission denied while installing plugin x:latest",
                    assertThrows(CommandFailure.class, () -> shell.type("plugin:install x", answer))
                            .getMessage());
        }
        assertEquals(List.of(), manager.asked());
    }

    @Test
    void asksNothingWhenAllIsGranted() throws Exception {
        manager.wanting(Privilege.of("network", "", List.of("host")));
        shell.type("plugin:install --grant-all-permissions --alias mine --disable x:2 A=b C=d");
        assertEquals(
                List.of(
                        "install x:2 as mine:latest granting 1",
                        "set mine:latest [A=b, C=d] granting 0"),
                manager.asked());
        assertEquals(Consent.UNASKED, manager.consent());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Requester;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnableCommandTest extends CommandTest {
    @Test
    void saysWhoHasTypedIt() throws Exception {
        shell.type("plugin:enable x");
        Requester shells = manager.requesters().get(0);
        assertEquals("shell", shells.origin());
        assertEquals(Optional.of(System.getProperty("user.name")), shells.user());
        assertEquals(
                (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
                shells.userId().getAsLong());
        assertEquals(ProcessHandle.current().pid(), shells.processId().getAsLong());
    }

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

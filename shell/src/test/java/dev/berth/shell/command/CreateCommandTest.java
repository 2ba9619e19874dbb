package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Privilege;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateCommandTest extends CommandTest {
    @Test
    void sendsAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.createDirectory(folder.resolve("rootfs"));
        assertEquals("x\n", shell.type("plugin:create x " + folder));
        assertEquals(List.of("create x:latest", "which grants 0"), manager.asked());
    }

    @Test
    void asksForWhatTheConfigWants(@TempDir Path folder) throws Exception {
        assertEquals(
                "open " + folder.resolve("config.json") + ": no such file or directory",
                refusal("plugin:create x " + folder));
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.createDirectory(folder.resolve("rootfs"));
        manager.wanting(Privilege.of("network", "", List.of("host")));
        assertEquals(
                "permission denied while creating plugin x:latest",
                refusal("plugin:create x " + folder));
        assertEquals(List.of(), manager.asked());
        assertEquals(
                """
                Plugin "x:latest" is requesting the following privileges:
                 - network: [host]
                Do you grant the above permissions? [y/N] y
                x
                """,
                shell.type("plugin:create x " + folder, "y\n"));
        shell.type("plugin:create --grant-all-permissions x " + folder);
        assertEquals("which grants 1", manager.asked().get(3));
    }
}

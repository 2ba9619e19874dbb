package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(List.of("create x:latest"), manager.asked());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesCommandTest extends CommandTest {
    @Test
    void areAListForScripts() throws Exception {
        assertEquals(List.of("vieux/sshfs:latest", "other:1"), new NamesCommand(manager).names());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PushCommandTest extends CommandTest {
    @Test
    void saysWhereToAndWhat() throws Exception {
        assertEquals(
                "The push refers to repository [vieux/sshfs]\nlatest: digest: sha256:"
                        + "f".repeat(64)
                        + "\n",
                shell.type("plugin:push vieux"));
    }
}

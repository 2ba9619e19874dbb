package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InspectCommandTest extends CommandTest {
    @Test
    void showsJson() throws Exception {
        assertTrue(shell.type("plugin:inspect vieux other").startsWith("[\n    {\n"));
    }

    @Test
    void printsEachByATemplate() throws Exception {
        assertEquals(
                "vieux/sshfs:latest true [\"DEBUG=0\"]\nother:1 false [\"DEBUG=0\"]\n",
                shell.type(
                        "plugin:inspect --format '{{.Name}} {{.Enabled}} {{json .Settings.Env}}'"
                                + " vieux other"));
    }

    @Test
    void refusesATemplateBeforeItLooksForAPlugin() {
        assertTrue(refusal("plugin:inspect -f '{{range .}}' nothing").contains("\"range\""));
    }
}

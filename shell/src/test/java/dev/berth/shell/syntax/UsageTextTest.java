package dev.berth.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UsageTextTest {
    @Test
    void isLaidOutAsDockers() {
        CommandSyntax syntax =
                CommandSyntax.of("install", "install a plugin")
                        .with(
                                CommandFlag.taking("string", "local name for plugin", "--alias"),
                                CommandFlag.of(
                                        "grant all permissions necessary to run the plugin, and"
                                                + " more",
                                        "-g",
                                        "--grant-all-permissions"))
                        .taking("PLUGIN [KEY=VALUE...]", 1, CommandSyntax.ANY);
        assertEquals(
                """

                Usage:  plugin:install [OPTIONS] PLUGIN [KEY=VALUE...]

                Install a plugin

                Options:
                      --alias string            Local name for plugin
                  -g, --grant-all-permissions   Grant all permissions necessary to run the
                                                plugin, and more\
                """,
                String.join("\n", UsageText.lines(syntax)));
    }

    @Test
    void leavesOutWhatThereIsNot() {
        assertEquals("Usage:  plugin:names", UsageText.line(CommandSyntax.of("names", "names")));
    }
}

package dev.berth.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.shared.text.PrintableText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketRulesTest {
    private static final SocketRules RULES = new SocketRules(Path.of("/run/berth"), 8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p.sock",
                "./p.sock",
                "sub/p.sock",
                "sub//deeper/./p.sock",
                "sub/../p.sock",
                "/p.sock",
                "//sub/p.sock",
                "p.sock/",
                "..p.sock",
                "...",
            })
    void takesAFileBelowTheFolder(String socket) {
        assertDoesNotThrow(() -> RULES.require(socket));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "..", "/", "../p.sock", "/../p.sock", "sub/../../p.sock", "sub/.."})
    void refusesWhatIsNoFileBelowTheFolder(String socket) {
        assertEquals(
                "interface.socket \""
                        + socket
                        + "\" names no file below the plugin's socket folder, /run/docker/plugins",
                assertThrows(InvalidPluginException.class, () -> RULES.require(socket))
                        .getMessage());
    }

    @Test
    void namesTheLimitOfItsLength() {
        assertDoesNotThrow(() -> RULES.require("x".repeat(87)));
        assertDoesNotThrow(() -> RULES.require("./" + "x".repeat(87)));
        String refusal =
                assertThrows(
                                PluginLimitExceededException.class,
                                () -> RULES.require("x".repeat(88)))
                        .getMessage();
        assertEquals(
                "interface.socket \""
                        + PrintableText.shortened("x".repeat(88))
                        + "\" is too long: it has 88 bytes, and can have 87 with the exec root"
                        + " /run/berth, because the path of a unix socket can have 107: choose a"
                        + " shorter name or exec root",
                refusal);
        assertThrows(
                PluginLimitExceededException.class, () -> RULES.require("é".repeat(44)), "bytes");
    }
}

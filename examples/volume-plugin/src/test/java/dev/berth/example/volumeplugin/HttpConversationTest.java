package dev.berth.example.volumeplugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpConversationTest {
    @TempDir Path folder;
    private PluginProcess plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = new PluginProcess(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        plugin.stop();
        assertFalse(Files.exists(plugin.socket()));
    }

    @Test
    void beginsWithTheHandshake() throws IOException {
        assertEquals("200 {\"Implements\":[\"VolumeDriver\"]}", plugin.call("Plugin.Activate", ""));
    }

    @Test
    void tellsTheScope() throws IOException {
        assertEquals(
                "200 {\"Capabilities\":{\"Scope\":\"local\"}}",
                plugin.call("VolumeDriver.Capabilities", ""));
    }

    @Test
    void goesOnAfterAnAnswer() throws IOException {
        String call = "POST /VolumeDriver.List HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
        assertEquals("200 {\"Volumes\":[]}{\"Volumes\":[]}", plugin.say(call + call));
    }

    @Test
    void tellsOfAMethodThatIsNotThere() throws IOException {
        assertEquals(
                "404 {\"Err\":\"there is no method VolumeDriver.Dance\"}",
                plugin.call("VolumeDriver.Dance", "{}"));
    }

    @Test
    void tellsWhatIsMissingInACall() throws IOException {
        assertEquals(
                "400 {\"Err\":\"the call needs a text Name\"}",
                plugin.call("VolumeDriver.Get", "{}"));
    }

    @Test
    void tellsWhereACallIsNotJson() throws IOException {
        for (String text : new String[] {"{", "[]", "{\"a\":}", "{\"a\":\"\\u12", "{}x", "\"a"}) {
            assertTrue(
                    plugin.call("VolumeDriver.Get", text).startsWith("400 {\"Err\":\"not"), text);
        }
        assertTrue(plugin.call("VolumeDriver.Get", "[".repeat(99999)).startsWith("400 {\"Err\""));
    }

    @Test
    void endsWhenItIsNotSpokenAsPluginsAre() throws IOException {
        for (String head : new String[] {"GET /x HTTP/1.1", "POST /x", "nonsense"}) {
            assertTrue(plugin.say(head + "\r\n\r\n").startsWith("400 {\"Err\""), head);
        }
        String chunked = "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        assertTrue(plugin.say(chunked).startsWith("400 {\"Err\""));
        String tooLong = "POST /x HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n";
        assertTrue(plugin.say(tooLong).startsWith("400 {\"Err\""));
    }
}

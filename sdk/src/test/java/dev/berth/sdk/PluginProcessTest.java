package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.ForkedJvm;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginProcessTest {
    @TempDir Path folder;

    private ForkedJvm start(String... more) throws IOException {
        Path socket = folder.resolve("p.sock");
        String[] args = new String[more.length + 1];
        args[0] = socket.toString();
        System.arraycopy(more, 0, args, 1, more.length);
        ForkedJvm plugin = ForkedJvm.start(TestVolumes.class, args);
        assertEquals("p: listening on unix://" + socket, plugin.line());
        return plugin;
    }

    private String create(String name) throws IOException {
        return PluginCaller.call(
                folder.resolve("p.sock"),
                "VolumeDriver.Create",
                "{\"Name\":\"%s\"}".formatted(name));
    }

    @Test
    void endsWithZeroWhenItIsToldTo() throws Exception {
        ForkedJvm plugin = start();
        assertEquals("200 {}", create("v"));
        ProcessHandle.of(plugin.pid()).orElseThrow().destroy();
        assertEquals("volumes closed", plugin.output());
        assertFalse(Files.exists(folder.resolve("p.sock")));
    }

    @Test
    void endsAsItsAuthorSays() throws Exception {
        ForkedJvm plugin = start();
        create("exit");
        assertEquals("volumes closed", plugin.line());
        assertEquals(3, plugin.await());
    }

    @Test
    void saysWhyItCannotListen() throws Exception {
        ForkedJvm plugin = start();
        ForkedJvm second = ForkedJvm.start(TestVolumes.class, folder.resolve("p.sock").toString());
        String why = second.line();
        assertTrue(why.startsWith("p: the socket " + folder.resolve("p.sock")), why);
        assertEquals(1, second.await());
        plugin.kill();
    }

    @Test
    void printsCallsAndWhereFailuresComeFromWhenItDebugs() throws Exception {
        ForkedJvm plugin = start("debug");
        create("v");
        assertEquals("VolumeDriver.Create {\"Name\":\"v\"} -> 200 {}", plugin.line());
        PluginCaller.call(folder.resolve("p.sock"), "VolumeDriver.Remove", "{\"Name\":\"w\"}");
        assertEquals("java.lang.IllegalStateException: no such volume: w", plugin.line());
        assertTrue(plugin.line().contains("TestVolumes.remove"));
        plugin.kill();
    }

    @Test
    void printsWhereAFailureComesFromInOneLine() throws Exception {
        ForkedJvm plugin = start();
        PluginCaller.call(folder.resolve("p.sock"), "VolumeDriver.Remove", "{\"Name\":\"w\"}");
        String line = plugin.line();
        assertTrue(line.contains("no such volume: w (at dev.berth.sdk.TestVolumes"), line);
        plugin.kill();
    }

    @Test
    void takesTheSocketThatSystemdHandsOver() throws Exception {
        Path socket = folder.resolve("s.sock");
        try (ServerProcess plugin = systemd(socket, "<&3", "listening on")) {
            plugin.awaitReady();
            assertEquals(
                    "200 {\"Volumes\":[]}", PluginCaller.call(socket, "VolumeDriver.List", ""));
        }
    }

    @Test
    void saysHowSystemdHasToHandTheSocketOver() throws Exception {
        Path socket = folder.resolve("s.sock");
        try (ServerProcess plugin = systemd(socket, "", "StandardInput=socket")) {
            plugin.awaitReady();
        }
    }

    /** Binds and listens as systemd does: the socket is descriptor 3, for a process by its ID. */
    private ServerProcess systemd(Path socket, String input, String ready) {
        String perl =
                "use Socket; $^F = 10; socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die;"
                        + "bind($s, pack_sockaddr_un($ARGV[0])) or die; listen($s, 5) or die;"
                        + "die 'descriptor' if fileno($s) != 3;"
                        + "$ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1;"
                        + "shift; exec @ARGV";
        return ServerProcess.start(
                "systemd",
                Pattern.compile(ready),
                List.of(
                        "perl",
                        "-e",
                        perl,
                        socket.toString(),
                        "sh",
                        "-c",
                        "exec \"$0\" \"$@\" " + input,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        TestVolumes.class.getName(),
                        "own"));
    }
}

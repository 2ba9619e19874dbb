package dev.berth.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
    private static final Pattern READY = Pattern.compile("listening on (\\d+)");

    private static ServerProcess shell(String script) {
        return ServerProcess.start("shell", READY, List.of("sh", "-c", script));
    }

    @Test
    void isReadyWhenItSaysSo() throws Exception {
        try (ServerProcess server = shell("echo hello; echo listening on 80; exec sleep 60")) {
            assertEquals("80", server.awaitReady().group(1));
            assertEquals("hello\nlistening on 80", server.output());
        }
    }

    @Test
    void saysWhatItPrintedWhenItEndsBeforeItIsReady() throws Exception {
        try (ServerProcess server = shell("echo no port is free; exit 3")) {
            IllegalStateException failure =
                    assertThrows(IllegalStateException.class, server::awaitReady);
            assertTrue(
                    failure.getMessage().contains("shell ended:\nno port is free"),
                    failure.getMessage());
            assertEquals(3, server.awaitEnd());
        }
    }

    @Test
    void printsWhatItDoesWhenAsked() throws Exception {
        String script =
                "trap 'echo busy; echo end of dump' USR1; echo listening on 1;"
                        + " while true; do sleep 60 & wait; kill $!; done";
        try (ServerProcess server = shell(script)) {
            server.awaitReady();
            String dump = server.dump("USR1", Pattern.compile("end of dump"));
            assertTrue(dump.endsWith("busy\nend of dump"), dump);
            server.killAll();
        }
    }

    @Test
    void cannotBeStartedWithoutItsProgram() {
        assertThrows(
                UncheckedIOException.class,
                () -> ServerProcess.start("none", READY, List.of("/no/such/program")));
    }
}

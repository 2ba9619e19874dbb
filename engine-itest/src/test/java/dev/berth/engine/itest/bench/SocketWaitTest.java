package dev.berth.engine.itest.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.RestartableServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketWaitTest {
    private static final String LISTEN =
            "socket(S, 1, 1, 0); bind(S, pack('Sa*', 1, $ARGV[0] . chr(0))); listen(S, 1); sleep"
                    + " 60";

    @TempDir Path folder;

    @Test
    void endsWhenTheSocketAccepts() throws Exception {
        Path socket = folder.resolve("s");
        try (RestartableServer server = server("perl", "-e", LISTEN, socket.toString());
                SocketWait wait = new SocketWait(server, folder)) {
            server.start();
            wait.untilAccepts(socket);
        }
    }

    @Test
    void endsWhenTheServerHasEnded() throws Exception {
        try (RestartableServer server = server("sh", "-c", "echo no disk; exit 1");
                SocketWait wait = new SocketWait(server, folder)) {
            server.start();
            IllegalStateException thrown =
                    assertThrows(
                            IllegalStateException.class,
                            () -> wait.untilAccepts(folder.resolve("s")));
            assertTrue(thrown.getMessage().startsWith("server ended"), thrown::getMessage);
        }
    }

    private static RestartableServer server(String... command) {
        return new RestartableServer("server", Pattern.compile("ready"), List.of(command));
    }
}

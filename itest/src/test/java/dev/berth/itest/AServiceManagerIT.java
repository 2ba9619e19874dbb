package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EngineFolders;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service manager is told when the engine is ready, once, by sd_notify(3). */
class AServiceManagerIT {
    /** Prints each datagram; {@code @} stands for the NUL of an abstract name, as for systemd. */
    private static final String RECEIVER =
            """
            use Socket; $| = 1;
            my $name = $ARGV[0]; $name =~ s/^@/\\0/;
            socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die $!;
            bind($s, pack_sockaddr_un($name)) or die $!;
            print "bound\\n";
            while (defined recv($s, my $text, 4096, 0)) { print "$text\\n"; }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"%s/n.sock", "@%s"})
    void isToldOnceWhenTheApiAnswers(String form) throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        Files.createDirectories(folders.base());
        String socket = form.formatted(folders.base());
        try (ServerProcess manager = receiver(socket)) {
            manager.awaitReady();
            // A containerd of Berth's own would say that it is ready, too.
            try (ServerProcess engine = engine(folders, socket)) {
                manager.awaitLine(Pattern.compile("^READY=1"));
                assertTrue(Files.exists(folders.execRoot().resolve("berth.sock")));
                engine.awaitReady();
            }
            long told = manager.output().lines().filter(l -> l.startsWith("READY=1")).count();
            assertEquals(1, told, manager.output());
        }
    }

    private static ServerProcess receiver(String socket) {
        return ServerProcess.start(
                "receiver", Pattern.compile("bound"), List.of("perl", "-e", RECEIVER, socket));
    }

    private static ServerProcess engine(EngineFolders folders, String socket) {
        return ServerProcess.start(
                "berth",
                Pattern.compile(" is ready: "),
                List.of(
                        "/usr/bin/env",
                        "NOTIFY_SOCKET=" + socket,
                        System.getProperty("berth.dist") + "/bin/berth",
                        "start",
                        "--root",
                        folders.root().toString(),
                        "--exec-root",
                        folders.execRoot().toString(),
                        "--containerd",
                        "own"));
    }
}

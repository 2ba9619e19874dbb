package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The entrypoints of the tests' plugins, perl scripts, and how to speak to them. */
final class Scripts {
    private static final String SOCKET =
            """
            use Socket; $| = 1;
            $SIG{TERM} = sub { print "bye\\n"; exit 0 };
            sub serve { my $name = shift;
              socket(S, PF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
              bind(S, sockaddr_un("/run/docker/plugins/$name")) or die "bind: $!";
              listen(S, 5) or die "listen: $!"; }
            sub show { open(my $f, "<", shift) or die $!; print grep { /$_[0]/ } <$f>; }
            """;

    private Scripts() {}

    /** Does something, then listens until it gets SIGTERM. */
    static String[] listening(String before) {
        return running(before + "; serve('p.sock'); print \"ready\\n\"; sleep 1000 while 1;");
    }

    /** Listens, and runs what each connection says, a command; it replies its output and code. */
    static String[] obeying() {
        return running(
                """
                $SIG{PIPE} = 'IGNORE'; serve('p.sock'); print "ready\\n";
                while (1) { accept(C, S) or next; my $command = <C>;
                  if (defined $command) { chomp $command;
                    my $said = `$command 2>&1`; print C $said, $? >> 8; }
                  close C; }
                """);
    }

    /**
     * Has a plugin that runs {@link #obeying} run a command, and returns what that printed.
     *
     * @param socket the plugin's
     */
    static String tell(Path socket, String command) throws IOException {
        try (SocketChannel plugin = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            plugin.write(StandardCharsets.UTF_8.encode(command + "\n"));
            String reply =
                    new String(
                            Channels.newInputStream(plugin).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(reply.endsWith("0"), command + ": " + reply);
            return reply.substring(0, reply.length() - 1);
        }
    }

    /** Runs a script that has {@code serve} and {@code show}. */
    static String[] running(String script) {
        return new String[] {"/usr/bin/perl", "-e", SOCKET + script};
    }
}

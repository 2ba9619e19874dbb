package dev.berth.runtime.containerd;

/** The entrypoints of the tests' plugins, perl scripts. */
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

    /** Runs a script that has {@code serve} and {@code show}. */
    static String[] running(String script) {
        return new String[] {"/usr/bin/perl", "-e", SOCKET + script};
    }
}

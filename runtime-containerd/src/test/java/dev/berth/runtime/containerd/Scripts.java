package dev.berth.runtime.containerd;

/** What the tests' plugins do, in perl. */
final class Scripts {
    private static final String LISTEN =
            """
            use Socket;
            $| = 1;
            socket(S, PF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
            bind(S, sockaddr_un("/run/docker/plugins/p.sock")) or die "bind: $!";
            """;

    private Scripts() {}

    /** Listens until it gets SIGTERM, and says so before. */
    static String[] listening(String before) {
        return perl(
                LISTEN
                        + "$SIG{TERM} = sub { print \"bye\\n\"; exit 0 };"
                        + before
                        + "; listen(S, 5); print \"ready\\n\"; sleep 1000 while 1;");
    }

    static String[] perl(String script) {
        return new String[] {"/usr/bin/perl", "-e", script};
    }
}

package dev.berth.dist;

/** The text of {@code --help}. */
final class Usage {
    static final String TEXT =
            """
            Usage:  berth start [OPTIONS]            run the engine until SIGTERM or Ctrl-C
                    berth shell [OPTIONS]            the same, with a shell
                    berth shell [OPTIONS] SCRIPT     run the commands of a file, then stop
                    berth shell [OPTIONS] -c COMMAND run one command, then stop

            Options:
              --root DIR                what is kept (default /var/lib/berth)
              --exec-root DIR           what lives as long as the engine (default /run/berth)
              --socket PATH             where the docker command finds the engine
                                        (default berth.sock in the exec root)
              --containerd ADDRESS      the socket of the containerd to use, or "own" for one of
                                        Berth's own (default: the host's if it answers, else own)
              --legacy-dir DIR          a folder to look for legacy plugins in; repeatable
                                        (default: Docker's folders)
              --insecure-registry HOST  a registry that may be spoken to in plain http; repeatable
              --layout REGISTRY=DIR     take that registry's plugins from a folder, an OCI image
                                        layout, and push there; repeatable
              --authorization-plugin NAME
                                        a plugin that is asked for each request of the docker
                                        command's; repeatable, asked in this order
              --live-restore            let plugins run on when the engine stops
              --stop-timeout SECONDS    how long plugins have for their end when the engine stops
                                        (default 30)
              --log-level LEVEL         debug, info, warn or error
                                        (default: $BERTH_LOG_LEVEL, else info; in the shell warn)
              --help                    show this
            """;

    private Usage() {}
}

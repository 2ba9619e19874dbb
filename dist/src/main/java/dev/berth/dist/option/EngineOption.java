package dev.berth.dist.option;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options that the engine takes, each with all its spellings. {@code --help} is made of them.
 */
enum EngineOption {
    ROOT("--root --data-root", "DIR", "data-root", "what is kept (default /var/lib/berth)"),
    EXEC_ROOT(
            "--exec-root",
            "DIR",
            "exec-root",
            "what lives as long as the engine (default /run/berth)"),
    HOST(
            "-H --host",
            "ADDRESS",
            "hosts",
            "where the docker command finds the engine, unix://PATH or tcp://HOST:PORT;"
                    + " repeatable (default berth.sock in the exec root)"),
    SOCKET("--socket", "PATH", "", "the same as --host unix://PATH, once"),
    GROUP("-G --group", "NAME", "group", "who may use the unix sockets besides their owner"),
    TLS(
            "--tls",
            "",
            "tls",
            "encrypt tcp without asking clients for a certificate; --tls=false: not even that"),
    TLS_VERIFY("--tlsverify", "", "tlsverify", "encrypt tcp and require a client's certificate"),
    TLS_CA(
            "--tlscacert",
            "FILE",
            "tlscacert",
            "who signs clients' certificates (default ca.pem in $DOCKER_CERT_PATH or ~/.docker)"),
    TLS_CERTIFICATE("--tlscert", "FILE", "tlscert", "the engine's certificate (cert.pem there)"),
    TLS_KEY("--tlskey", "FILE", "tlskey", "its private key (key.pem there)"),
    CONTAINERD(
            "--containerd",
            "ADDRESS",
            "containerd",
            "the socket of the containerd to use, or \"own\" for one of Berth's own (default: the"
                    + " host's if it answers, else own)"),
    NAMESPACE(
            "--containerd-plugins-namespace",
            "NAME",
            "containerd-plugins-namespace",
            "where plugins live in containerd (default berth)"),
    ADD_RUNTIME(
            "--add-runtime",
            "NAME=PATH",
            "runtimes",
            "another OCI runtime, as crun; repeatable; with arguments in a daemon.json"),
    DEFAULT_RUNTIME(
            "--default-runtime",
            "NAME",
            "default-runtime",
            "the OCI runtime that plugins run with (default runc)"),
    LEGACY_DIR(
            "--legacy-dir",
            "DIR",
            "",
            "a folder to look for legacy plugins in; repeatable (default: Docker's folders)"),
    INSECURE_REGISTRY(
            "--insecure-registry",
            "HOST",
            "insecure-registries",
            "a registry, or a network of them (10.0.0.0/8), that may be spoken to in plain http;"
                    + " repeatable"),
    REGISTRY_MIRROR(
            "--registry-mirror",
            "URL",
            "registry-mirrors",
            "asked before Docker Hub for what plugins are pulled from there; repeatable"),
    LAYOUT(
            "--layout",
            "REGISTRY=DIR",
            "",
            "take that registry's plugins from a folder, an OCI image layout, and push there;"
                    + " repeatable"),
    AUTHORIZATION_PLUGIN(
            "--authorization-plugin",
            "NAME",
            "authorization-plugins",
            "a plugin that is asked for each request of the docker command's; repeatable, asked in"
                    + " this order"),
    LIVE_RESTORE("--live-restore", "", "live-restore", "let plugins run on when the engine stops"),
    STOP_TIMEOUT(
            "--stop-timeout --shutdown-timeout",
            "SECONDS",
            "shutdown-timeout",
            "how long plugins have for their end when the engine stops (default 30)"),
    DOWNLOAD_ATTEMPTS(
            "--max-download-attempts",
            "COUNT",
            "max-download-attempts",
            "how often a registry is asked for what may have failed by chance (default 5)"),
    PID_FILE("-p --pidfile", "FILE", "pidfile", "where the engine writes its process ID"),
    CONFIG_FILE(
            "--config-file",
            "FILE",
            "",
            "a daemon.json of Docker's with further options (default: none)"),
    CONFIG_DIR(
            "--config-dir",
            "DIR",
            "",
            "a folder of configurations, PID.cfg and PID-NAME.cfg, for what is no option; read"
                    + " again on SIGHUP (default: none)"),
    LOG_LEVEL(
            "-l --log-level",
            "LEVEL",
            "log-level",
            "debug, info, warn, error or fatal (default: $BERTH_LOG_LEVEL, else info; in the shell"
                    + " warn)"),
    DEBUG("-D --debug", "", "debug", "the same as --log-level debug"),
    VALIDATE("--validate", "", "", "check the options and the file, and start nothing"),
    VERSION("-v --version", "", "", "show Berth's version"),
    HELP("-h --help", "", "", "show this");

    private static final Set<EngineOption> REPEATABLE =
            EnumSet.of(
                    HOST,
                    ADD_RUNTIME,
                    LEGACY_DIR,
                    INSECURE_REGISTRY,
                    REGISTRY_MIRROR,
                    LAYOUT,
                    AUTHORIZATION_PLUGIN);

    private final List<String> spellings;
    private final String value;
    private final String key;
    private final String help;

    EngineOption(String spellings, String value, String key, String help) {
        this.spellings = List.of(spellings.split(" "));
        this.value = value;
        this.key = key;
        this.help = help;
    }

    /** Returns the one with a spelling, {@code --root} or {@code -H}. */
    static Optional<EngineOption> spelled(String word) {
        return Arrays.stream(values()).filter(one -> one.spellings.contains(word)).findFirst();
    }

    /** Returns whether it stands for a yes or no, and needs no word behind it. */
    boolean isFlag() {
        return value.isEmpty();
    }

    /** Returns whether it may be given several times; of another one the last counts. */
    boolean isRepeatable() {
        return REPEATABLE.contains(this);
    }

    /** Returns the one with a key in {@code daemon.json}. */
    static Optional<EngineOption> keyed(String key) {
        return Arrays.stream(values())
                .filter(one -> !key.isEmpty() && one.key.equals(key))
                .findFirst();
    }

    /** Returns its key in {@code daemon.json}; empty if it has none. */
    String key() {
        return key;
    }

    /** Returns Berth's own spelling, or dockerd's long one. */
    String spelling() {
        return spellings.stream().filter(one -> one.startsWith("--")).findFirst().orElseThrow();
    }

    /** Returns its spellings and value as help shows them, {@code -H, --host ADDRESS}. */
    String synopsis() {
        String names = String.join(", ", spellings);
        return isFlag() ? names : names + " " + value;
    }

    /** Returns what it is for. */
    String help() {
        return help;
    }
}

package dev.berth.dist;

import dev.berth.dist.containerd.Containerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the command line to {@link Options}. */
final class OptionParser {
    private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error");

    private final boolean shell;
    private Path root = Path.of("/var/lib/berth");
    private Path execRoot = Path.of("/run/berth");
    private Optional<Path> socket = Optional.empty();
    private Optional<String> containerd = Optional.empty();
    private final List<Path> legacyDirs = new ArrayList<>();
    private final List<String> insecureRegistries = new ArrayList<>();
    private final List<String> layouts = new ArrayList<>();
    private final List<String> authorizationPlugins = new ArrayList<>();
    private boolean liveRestore;
    private int stopSeconds = 30;
    private String logLevel;
    private Options.Mode mode;

    private OptionParser(boolean shell, Map<String, String> environment) {
        this.shell = shell;
        this.mode = shell ? new Options.Interactive() : new Options.Serve();
        this.logLevel = environment.getOrDefault("BERTH_LOG_LEVEL", shell ? "warn" : "info");
    }

    /**
     * Parses what stands behind {@code berth}.
     *
     * @throws UsageException if it is not understood; the message says which word
     */
    static Options parse(List<String> line, Map<String, String> environment) throws UsageException {
        ArgumentCursor arguments = new ArgumentCursor(line);
        String command = arguments.next().orElse("--help");
        OptionParser parser = new OptionParser(command.equals("shell"), environment);
        switch (command) {
            case "start", "shell" -> parser.read(arguments);
            case "prepare" -> parser.mode = new Options.Prepare();
            case "--help", "-h", "help" -> parser.mode = new Options.Help();
            default -> throw new UsageException("unknown command: " + command);
        }
        return parser.options();
    }

    private void read(ArgumentCursor arguments) throws UsageException {
        Optional<String> word = arguments.next();
        while (word.isPresent()) {
            option(word.get(), arguments);
            word = arguments.next();
        }
    }

    private void option(String word, ArgumentCursor arguments) throws UsageException {
        switch (word) {
            case "--root" -> root = path(arguments.valueOf(word));
            case "--exec-root" -> execRoot = path(arguments.valueOf(word));
            case "--socket" -> socket = Optional.of(path(arguments.valueOf(word)));
            case "--containerd" -> containerd = Optional.of(address(arguments.valueOf(word)));
            case "--legacy-dir" -> legacyDirs.add(path(arguments.valueOf(word)));
            case "--insecure-registry" -> insecureRegistries.add(arguments.valueOf(word));
            case "--layout" -> layouts.add(layout(arguments.valueOf(word)));
            case "--authorization-plugin" -> authorizationPlugins.add(arguments.valueOf(word));
            case "--live-restore" -> liveRestore = true;
            case "--stop-timeout" -> stopSeconds = seconds(word, arguments.valueOf(word));
            case "--log-level" -> logLevel = arguments.valueOf(word);
            case "--help", "-h" -> mode = new Options.Help();
            case "-c" -> run(List.of(arguments.valueOf(word)), false);
            default -> argument(word);
        }
    }

    private void argument(String word) throws UsageException {
        if (word.startsWith("-")) {
            throw new UsageException("unknown option: " + word);
        }
        if (!shell) {
            throw new UsageException("unexpected argument: " + word);
        }
        try {
            run(Files.readAllLines(path(word)), true);
        } catch (IOException e) {
            throw new UsageException("cannot read the script %s: %s".formatted(word, e));
        }
    }

    private void run(List<String> lines, boolean echo) throws UsageException {
        if (!shell) {
            throw new UsageException("unknown option: -c");
        }
        if (mode instanceof Options.Run) {
            throw new UsageException("only one script or command can be run");
        }
        mode = new Options.Run(new Options.Script(lines, echo));
    }

    private Options options() throws UsageException {
        if (!LEVELS.contains(logLevel)) {
            throw new UsageException(
                    "unknown log level \"%s\": use debug, info, warn or error".formatted(logLevel));
        }
        return new Options(
                mode,
                root,
                execRoot,
                socket.orElse(execRoot.resolve("berth.sock")),
                containerd,
                legacyDirs,
                insecureRegistries,
                layouts,
                authorizationPlugins,
                liveRestore,
                stopSeconds,
                logLevel);
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("not a path: " + text);
        }
    }

    private static int seconds(String option, String text) throws UsageException {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new UsageException(
                    "option %s takes a whole number of seconds, not %s".formatted(option, text));
        }
        return Integer.parseInt(text);
    }

    private static String layout(String text) throws UsageException {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new UsageException("--layout takes REGISTRY=DIR, not " + text);
        }
        return text.substring(0, equals + 1) + path(text.substring(equals + 1));
    }

    private static String address(String text) throws UsageException {
        String scheme = "unix://";
        String plain = text.startsWith(scheme) ? text.substring(scheme.length()) : text;
        return plain.equals(Containerd.OWN) ? plain : path(plain).toString();
    }
}

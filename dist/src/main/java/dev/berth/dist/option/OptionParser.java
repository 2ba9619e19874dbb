package dev.berth.dist.option;

import dev.berth.dist.containerd.Containerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the command line, and the file that it names, to {@link Options}. */
public final class OptionParser {
    /** OSGi's names of dockerd's levels. */
    private static final Map<String, String> LEVELS =
            Map.of(
                    "trace", "TRACE", "debug", "DEBUG", "info", "INFO", "warn", "WARN", "warning",
                    "WARN", "error", "ERROR", "fatal", "AUDIT", "panic", "AUDIT");

    private final boolean shell;
    private final Map<String, String> environment;
    private Optional<Options.Mode> mode = Optional.empty();

    private OptionParser(boolean shell, Map<String, String> environment) {
        this.shell = shell;
        this.environment = environment;
    }

    /**
     * Parses what stands behind {@code berth}.
     *
     * @throws UsageException if it is not understood; the message says which word
     * @throws ConfigFileException if the file is not
     */
    public static Options parse(List<String> line, Map<String, String> environment)
            throws UsageException, ConfigFileException {
        String command = line.isEmpty() ? "--help" : line.get(0);
        OptionParser parser = new OptionParser(command.equals("shell"), environment);
        List<String> words = List.of();
        switch (command) {
            case "start", "shell" -> words = line.subList(1, line.size());
            case "prepare" -> parser.mode = Optional.of(new Options.Prepare());
            case "--help", "-h", "help" -> parser.mode = Optional.of(new Options.Help());
            case "--version", "-v" -> parser.mode = Optional.of(new Options.ShowVersion());
            default -> throw new UsageException("unknown command: " + command);
        }
        return parser.options(CommandLine.read(words, parser::argument));
    }

    private void argument(String word, Deque<String> words) throws UsageException {
        if (word.equals("-c") && shell) {
            String command = words.poll();
            if (command == null || command.isEmpty()) {
                throw new UsageException("option -c needs a value");
            }
            run(List.of(command), false);
            return;
        }
        if (word.startsWith("-")) {
            throw new UsageException("unknown option: " + word);
        }
        if (!shell) {
            throw new UsageException("unexpected argument: " + word);
        }
        try {
            run(Files.readAllLines(Path.of(word)), true);
        } catch (IOException | RuntimeException e) {
            throw new UsageException("cannot read the script %s: %s".formatted(word, e));
        }
    }

    private void run(List<String> lines, boolean echo) throws UsageException {
        if (mode.isPresent()) {
            throw new UsageException("only one script or command can be run");
        }
        mode = Optional.of(new Options.Run(new Options.Script(lines, echo)));
    }

    private Options options(OptionValues line) throws UsageException, ConfigFileException {
        DaemonConfig file = DaemonConfig.none();
        Optional<String> path = line.one(EngineOption.CONFIG_FILE);
        if (path.isPresent() && !asksOnly(line)) {
            file = DaemonConfig.read(path.get(), line);
        }
        OptionValues values = file.under(line);
        try {
            return options(values, file);
        } catch (InvalidOptionException e) {
            if (file.has(e.option())) {
                throw new ConfigFileException(path.orElse(""), e.getMessage(), e);
            }
            throw new UsageException(e.getMessage());
        }
    }

    private static boolean asksOnly(OptionValues line) {
        return line.isSet(EngineOption.HELP) || line.isSet(EngineOption.VERSION);
    }

    private Options options(OptionValues values, DaemonConfig file) throws InvalidOptionException {
        Path execRoot = path(values, EngineOption.EXEC_ROOT, "/run/berth");
        return new Options(
                mode(values),
                path(values, EngineOption.ROOT, "/var/lib/berth"),
                execRoot,
                ApiOptions.of(values, execRoot, environment),
                address(values),
                values.one(EngineOption.NAMESPACE),
                file.runtimes().chosen(values),
                paths(values, EngineOption.LEGACY_DIR),
                RegistryOptions.of(values),
                values.all(EngineOption.AUTHORIZATION_PLUGIN),
                values.isSet(EngineOption.LIVE_RESTORE),
                OptionNumber.of(
                        EngineOption.STOP_TIMEOUT,
                        values.one(EngineOption.STOP_TIMEOUT).orElse("30"),
                        "seconds"),
                paths(values, EngineOption.PID_FILE).stream().findFirst(),
                paths(values, EngineOption.CONFIG_DIR).stream().findFirst(),
                logLevel(values),
                values.notices());
    }

    private Options.Mode mode(OptionValues values) {
        if (values.isSet(EngineOption.HELP)) {
            return new Options.Help();
        }
        if (values.isSet(EngineOption.VERSION)) {
            return new Options.ShowVersion();
        }
        if (values.isSet(EngineOption.VALIDATE)) {
            return new Options.Validate();
        }
        return mode.orElseGet(() -> shell ? new Options.Interactive() : new Options.Serve());
    }

    private String logLevel(OptionValues values) throws InvalidOptionException {
        String word =
                values.one(EngineOption.LOG_LEVEL)
                        .orElseGet(
                                () ->
                                        environment.getOrDefault(
                                                "BERTH_LOG_LEVEL", shell ? "warn" : "info"));
        String level = LEVELS.get(word);
        if (level == null) {
            throw new InvalidOptionException(
                    EngineOption.LOG_LEVEL,
                    "unknown log level \"%s\": use debug, info, warn, error or fatal"
                            .formatted(word));
        }
        return values.isSet(EngineOption.DEBUG) ? "DEBUG" : level;
    }

    private static Path path(OptionValues values, EngineOption option, String otherwise)
            throws InvalidOptionException {
        return OptionPath.of(option, values.one(option).orElse(otherwise));
    }

    private static List<Path> paths(OptionValues values, EngineOption option)
            throws InvalidOptionException {
        List<Path> paths = new ArrayList<>();
        for (String text : values.all(option)) {
            paths.add(OptionPath.of(option, text));
        }
        return paths;
    }

    private static Optional<String> address(OptionValues values) throws InvalidOptionException {
        Optional<String> text = values.one(EngineOption.CONTAINERD);
        if (text.isEmpty()) {
            return text;
        }
        String plain = text.get().replaceFirst("^unix://", "");
        return Optional.of(
                plain.equals(Containerd.OWN)
                        ? plain
                        : OptionPath.of(EngineOption.CONTAINERD, plain).toString());
    }
}

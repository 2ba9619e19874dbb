package dev.berth.dist.option;

import dev.berth.shared.json.JsonTree;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Docker's {@code daemon.json}: options under their keys there. */
final class DaemonConfig {
    private static final int LARGEST = 1 << 20;

    private final OptionValues values;
    private final RuntimeOptions runtimes;

    private DaemonConfig(OptionValues values, RuntimeOptions runtimes) {
        this.values = values;
        this.runtimes = runtimes;
    }

    /** Returns what says nothing. */
    static DaemonConfig none() {
        return new DaemonConfig(new OptionValues(), new RuntimeOptions());
    }

    /**
     * Reads a file.
     *
     * @param line what no key may say again
     */
    static DaemonConfig read(String file, OptionValues line) throws ConfigFileException {
        Map<String, Object> keys = keys(file);
        requireKnown(file, keys);
        requireOnce(file, keys, line);
        DaemonConfig config = none();
        try {
            for (Map.Entry<String, Object> key : keys.entrySet()) {
                config.take(key.getKey(), key.getValue());
            }
        } catch (InvalidOptionException e) {
            throw new ConfigFileException(file, e.getMessage(), e);
        }
        return config;
    }

    private static Map<String, Object> keys(String file) throws ConfigFileException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new ConfigFileException(file, "it has more than %d bytes".formatted(LARGEST));
            }
            return JsonTree.object(text);
        } catch (NoSuchFileException e) {
            throw new ConfigFileException(
                    file, "open %s: no such file or directory".formatted(file), e);
        } catch (InvalidPathException e) {
            throw new ConfigFileException(file, "that is no path", e);
        } catch (IOException e) {
            throw new ConfigFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireKnown(String file, Map<String, Object> keys)
            throws ConfigFileException {
        List<String> unknown = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        for (Map.Entry<String, Object> entry : keys.entrySet()) {
            String key = PrintableText.shortened(entry.getKey());
            var unsupported = UnsupportedOption.keyed(entry.getKey());
            if (unsupported.isPresent()) {
                if (!unsupported.get().passes(String.valueOf(entry.getValue()))) {
                    idle.add("%s (%s)".formatted(key, unsupported.get().reason()));
                }
            } else if (EngineOption.keyed(entry.getKey()).isEmpty()) {
                unknown.add(key);
            }
        }
        if (!unknown.isEmpty()) {
            throw new ConfigFileException(
                    file,
                    "the following directives don't match any configuration option: "
                            + String.join(", ", unknown));
        }
        if (!idle.isEmpty()) {
            throw new ConfigFileException(
                    file, "the following directives mean nothing here: " + String.join(", ", idle));
        }
    }

    private static void requireOnce(String file, Map<String, Object> keys, OptionValues line)
            throws ConfigFileException {
        List<String> twice = new ArrayList<>();
        for (Map.Entry<String, Object> entry : keys.entrySet()) {
            EngineOption.keyed(entry.getKey())
                    .filter(option -> option != EngineOption.ADD_RUNTIME)
                    .filter(option -> !line.all(option).isEmpty())
                    .ifPresent(option -> twice.add(conflict(option, entry.getValue(), line)));
        }
        if (!twice.isEmpty()) {
            throw new ConfigFileException(
                    file,
                    "the following directives are specified both as a flag and in the configuration"
                            + " file: "
                            + String.join(", ", twice));
        }
    }

    private static String conflict(EngineOption option, Object value, OptionValues line) {
        List<String> given = line.all(option);
        return "%s: (from flag: %s, from file: %s)"
                .formatted(
                        option.key(),
                        option.isRepeatable() ? "[" + String.join(" ", given) + "]" : given.get(0),
                        PrintableText.line(
                                value instanceof List<?> list
                                        ? "["
                                                + String.join(
                                                        " ",
                                                        list.stream().map(String::valueOf).toList())
                                                + "]"
                                        : String.valueOf(value)));
    }

    private void take(String key, Object value) throws InvalidOptionException {
        if (UnsupportedOption.keyed(key).isPresent()) {
            UnsupportedOption unsupported = UnsupportedOption.keyed(key).get();
            if (unsupported.idle()) {
                values.note("%s has no effect: %s".formatted(key, unsupported.reason()));
            }
            return;
        }
        EngineOption option = EngineOption.keyed(key).orElseThrow();
        if (option == EngineOption.ADD_RUNTIME) {
            RuntimeEntries.of(value).addTo(runtimes);
        } else if (option.isRepeatable()) {
            for (Object element : list(option, value)) {
                values.add(option, scalar(option, element));
            }
        } else {
            values.add(option, scalar(option, value));
        }
    }

    private static List<?> list(EngineOption option, Object value) throws InvalidOptionException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new InvalidOptionException(option, "%s takes a list".formatted(option.key()));
    }

    private static String scalar(EngineOption option, Object value) throws InvalidOptionException {
        boolean fits =
                switch (option) {
                    case STOP_TIMEOUT, DOWNLOAD_ATTEMPTS -> value instanceof Number;
                    default -> option.isFlag() ? value instanceof Boolean : value instanceof String;
                };
        if (fits && !value.equals("")) {
            return value.toString();
        }
        String wanted =
                switch (option) {
                    case STOP_TIMEOUT, DOWNLOAD_ATTEMPTS -> "a number";
                    default -> option.isFlag() ? "true or false" : "a text that is not empty";
                };
        throw new InvalidOptionException(option, "%s takes %s".formatted(option.key(), wanted));
    }

    /** Returns the command line's values and, for what it does not say, those of the file. */
    OptionValues under(OptionValues line) {
        for (EngineOption option : values.options()) {
            for (String value : values.all(option)) {
                line.add(option, value);
            }
        }
        values.notices().forEach(line::note);
        return line;
    }

    /** Returns whether the file says something of an option. */
    boolean has(EngineOption option) {
        return !values.all(option).isEmpty();
    }

    RuntimeOptions runtimes() {
        return runtimes;
    }
}

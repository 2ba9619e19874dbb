package dev.berth.dist.option;

import dev.berth.shared.text.PrintableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the OCI runtime by {@code --add-runtime}, {@code runtimes} and the default's name. */
final class RuntimeOptions {
    /** A script has it as its name. */
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}";

    private final Map<String, OciRuntime> known = new LinkedHashMap<>();

    RuntimeOptions() {
        known.put(OciRuntime.RUNC.name(), OciRuntime.RUNC);
    }

    /** Adds one from a file. */
    void add(OciRuntime runtime) throws InvalidOptionException {
        if (!runtime.name().matches(NAME)) {
            throw invalid("invalid runtime name: " + PrintableText.shortened(runtime.name()));
        }
        if (runtime.name().equals(OciRuntime.RUNC.name())) {
            throw invalid("runtime name 'runc' is reserved");
        }
        if (known.putIfAbsent(runtime.name(), runtime) != null) {
            throw invalid("runtime '%s' was already defined".formatted(runtime.name()));
        }
    }

    /** Adds those of the command line, {@code NAME=PATH}, and returns the default. */
    OciRuntime chosen(OptionValues values) throws InvalidOptionException {
        for (String text : values.all(EngineOption.ADD_RUNTIME)) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw invalid("invalid runtime argument: " + text);
            }
            String name = text.substring(0, equals);
            add(new OciRuntime(name, text.substring(equals + 1), List.of()));
        }
        String name = values.one(EngineOption.DEFAULT_RUNTIME).orElse(OciRuntime.RUNC.name());
        if (known.containsKey(name)) {
            return known.get(name);
        }
        if (OciRuntime.isShim(name)) {
            return OciRuntime.shim(name);
        }
        throw new InvalidOptionException(
                EngineOption.DEFAULT_RUNTIME,
                "specified default runtime '%s' does not exist".formatted(name));
    }

    private static InvalidOptionException invalid(String message) {
        return new InvalidOptionException(EngineOption.ADD_RUNTIME, message);
    }
}

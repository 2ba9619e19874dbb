package dev.berth.dist.option;

import dev.berth.shared.text.PrintableText;
import java.util.List;
import java.util.Map;

/**
 * The {@code runtimes} of a {@code daemon.json}: by name, each with {@code path} and {@code
 * runtimeArgs}.
 */
record RuntimeEntries(Map<?, ?> byName) {
    private static final String FORM =
            "runtimes takes {\"NAME\": {\"path\": \"/PATH\", \"runtimeArgs\": [\"ARGUMENT\"]}}";

    static RuntimeEntries of(Object value) throws InvalidOptionException {
        if (value instanceof Map<?, ?> byName) {
            return new RuntimeEntries(byName);
        }
        throw invalid(FORM);
    }

    void addTo(RuntimeOptions runtimes) throws InvalidOptionException {
        for (Map.Entry<?, ?> entry : byName.entrySet()) {
            runtimes.add(runtime(String.valueOf(entry.getKey()), entry.getValue()));
        }
    }

    private static OciRuntime runtime(String name, Object value) throws InvalidOptionException {
        if (!(value instanceof Map<?, ?> members)) {
            throw invalid(FORM);
        }
        for (Object key : members.keySet()) {
            if (!key.equals("path") && !key.equals("runtimeArgs")) {
                throw invalid(
                        "\"%s\" of runtime '%s' means nothing here: %s"
                                .formatted(
                                        PrintableText.shortened(key.toString()),
                                        PrintableText.shortened(name),
                                        FORM));
            }
        }
        if (!(members.get("path") instanceof String path) || path.isEmpty()) {
            throw invalid("runtime '%s' has no path".formatted(PrintableText.shortened(name)));
        }
        Object arguments = members.get("runtimeArgs");
        if (arguments == null) {
            return new OciRuntime(name, path, List.of());
        }
        if (arguments instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return new OciRuntime(name, path, list.stream().map(String.class::cast).toList());
        }
        throw invalid(FORM);
    }

    private static InvalidOptionException invalid(String message) {
        return new InvalidOptionException(EngineOption.ADD_RUNTIME, message);
    }
}

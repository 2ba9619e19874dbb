package dev.berth.core.secret;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.shared.thread.PendingCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Gets the values that references lead to. They are kept nowhere. */
public final class SecretResolver {
    private final PendingCalls<Path, String> files =
            new PendingCalls<>("berth-secret", SecretFile::read, () -> {});
    private final Supplier<List<ConfiguredSecret>> configured;

    /**
     * @param configured returns the secrets of Config Admin
     */
    public SecretResolver(Supplier<List<ConfiguredSecret>> configured) {
        this.configured = configured;
    }

    /**
     * Returns the values of variables.
     *
     * @param plugin named in messages
     * @param references by variable
     * @param limit how long each of them may take
     * @throws PluginRuntimeException if one cannot be had; the message names its reference
     */
    public Map<String, String> values(
            String plugin, Map<String, SecretReference> references, Duration limit)
            throws InterruptedException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, SecretReference> entry : references.entrySet()) {
            values.put(entry.getKey(), value(plugin, entry.getKey(), entry.getValue(), limit));
        }
        return values;
    }

    private String value(String plugin, String variable, SecretReference reference, Duration limit)
            throws InterruptedException {
        if (!reference.isValid()) {
            throw new PluginRuntimeException(
                    "plugin %s cannot be started: its document has a damaged reference to the value"
                                    .formatted(plugin)
                            + " of %s: set it anew".formatted(variable),
                    new IllegalArgumentException(variable));
        }
        try {
            return reference.source() == SecretSource.FILE
                    ? file(Path.of(reference.name()), limit)
                    : configured(reference.name());
        } catch (IOException e) {
            throw new PluginRuntimeException(
                    "plugin %s cannot be started: %s cannot be used: %s"
                            .formatted(plugin, reference.setting(variable), e.getMessage()),
                    e);
        }
    }

    private String file(Path file, Duration limit) throws IOException, InterruptedException {
        try {
            return files.call(file, limit);
        } catch (TimeoutException e) {
            throw new IOException(
                    "%s was not read within %s s: its file system hangs"
                            .formatted(file, limit.toMillis() / 1000.0),
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(
                    cause instanceof IOException ? cause.getMessage() : cause.toString(), cause);
        }
    }

    private String configured(String name) throws IOException {
        List<ConfiguredSecret> found =
                configured.get().stream().filter(secret -> secret.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new IOException("there is no configuration dev.berth.secret~" + name);
        }
        if (found.size() > 1) {
            throw new IOException(
                    "%d configurations of dev.berth.secret have this name".formatted(found.size()));
        }
        return SecretText.ofConfiguration(found.get(0).value());
    }
}

package dev.berth.registry;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The component as configured by a test, away from the host's own files and environment. */
final class TestClient implements AutoCloseable {
    private static final Path NOWHERE = Path.of("/nonexistent");

    final RecordingLog log = new RecordingLog();
    final OciPluginRegistry registry;

    private TestClient(Map<String, Object> values, Map<String, String> environment) {
        Map<String, Object> all = new HashMap<>(values);
        all.putIfAbsent("certs.folder", NOWHERE.toString());
        all.putIfAbsent("retry.first.milliseconds", 1L);
        registry =
                new OciPluginRegistry(
                        RegistryForm.FORM.read(all, log.logger()::error),
                        new HostEnvironment(environment, NOWHERE),
                        log.logger());
    }

    static TestClient with(Map<String, Object> values) {
        return new TestClient(values, Map.of());
    }

    static TestClient with(Map<String, Object> values, Map<String, String> environment) {
        return new TestClient(values, environment);
    }

    static TestClient usual() {
        return with(Map.of());
    }

    PluginManifest resolve(String reference) throws InterruptedException {
        return registry.resolve(PluginReference.parse(reference), Optional.empty());
    }

    byte[] fetch(String reference, Descriptor blob) throws IOException, InterruptedException {
        try (InputStream stream =
                registry.open(PluginReference.parse(reference), blob, 0, Optional.empty())) {
            return stream.readAllBytes();
        }
    }

    void push(String reference, SamplePlugin plugin) throws InterruptedException {
        push(reference, plugin, null);
    }

    void push(String reference, SamplePlugin plugin, RegistryCredentials login)
            throws InterruptedException {
        registry.push(
                PluginReference.parse(reference),
                plugin.manifest(),
                plugin.source(),
                Optional.ofNullable(login),
                (blob, sent) -> {});
    }

    @Override
    public void close() {
        registry.deactivate();
    }
}

package dev.berth.core.driver.logging;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogEntry;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.protocol.logging.LogEntryReader;
import dev.berth.testing.TestTimeout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The client of a log plugin that a test plays, with a folder of real FIFOs. */
class ScriptedLogPlugin implements DriverClient {
    final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    final Path folder;
    volatile boolean refuses;
    volatile byte[] response = {};

    ScriptedLogPlugin(Path folder) {
        this.folder = folder;
    }

    @Override
    public JsonObject call(PluginRequest request, JsonObject message) {
        String method = request.method().replace("LogDriver.", "");
        calls.add(method + " " + message.textOrEmpty("File").replace("/run/docker/logging/", ""));
        if (refuses) {
            throw failure(request.method(), Reason.FAILED);
        }
        return JsonObject.empty();
    }

    private PluginCallException failure(String method, Reason reason) {
        return new PluginCallException("p", method, reason, OptionalInt.empty(), "no", null);
    }

    /** Waits for the next call, and returns the file that it names. */
    String file(String method) throws InterruptedException {
        String call = calls.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (call == null || !call.startsWith(method + " ")) {
            throw new AssertionError("no " + method + " but " + call);
        }
        return call.substring(method.length() + 1);
    }

    /** Opens the FIFO as the plugin does. */
    LogEntryReader open(String file) throws IOException {
        return new LogEntryReader(Files.newInputStream(folder.resolve(file)));
    }

    LogEntry next(LogEntryReader entries) throws IOException {
        return entries.next().orElseThrow();
    }

    @Override
    public PluginCallException malformed(String method, String detail) {
        return failure(method + ": " + detail, Reason.MALFORMED);
    }

    @Override
    public String plugin() {
        return "p";
    }

    @Override
    public Optional<String> pluginId() {
        return Optional.of("id");
    }

    @Override
    public Capability capability() {
        return Capability.LOG_DRIVER;
    }

    @Override
    public byte[] call(PluginRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream stream(PluginRequest request) {
        if (refuses) {
            throw failure(request.method(), Reason.NOT_SUPPORTED);
        }
        return new ByteArrayInputStream(response);
    }

    @Override
    public Optional<Path> hostPath(String pathInPlugin) {
        return hostFolder(pathInPlugin).map(HostFolder::path);
    }

    @Override
    public Optional<HostFolder> hostFolder(String pathInPlugin) {
        return Optional.of(HostFolder.of(folder, Path.of("")));
    }
}

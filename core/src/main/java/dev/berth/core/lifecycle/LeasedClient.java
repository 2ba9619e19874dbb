package dev.berth.core.lifecycle;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.capability.LeaseEnd;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginDisabledException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The client of a lease: calls whatever process of the plugin runs now, and fails with {@link
 * Reason#DOWN} while none does and with {@link Reason#UNREACHABLE} after the lease's end.
 */
final class LeasedClient implements PluginClient {
    private final Supplier<PluginClient> current;
    private final Supplier<String> problem;
    private final Supplier<Optional<LeaseEnd>> end;
    private volatile PluginClient last;

    /**
     * @param current throws {@link PluginDisabledException} while the plugin does not run
     * @param problem why it does not
     * @param end the lease's end, once there is one
     */
    LeasedClient(
            Supplier<PluginClient> current,
            Supplier<String> problem,
            Supplier<Optional<LeaseEnd>> end) {
        this.current = current;
        this.problem = problem;
        this.end = end;
        this.last = current.get();
    }

    @Override
    public String plugin() {
        return last.plugin();
    }

    @Override
    public Optional<String> pluginId() {
        return last.pluginId();
    }

    @Override
    public Capability capability() {
        return last.capability();
    }

    @Override
    public byte[] call(PluginRequest request) {
        return running(request).call(request);
    }

    @Override
    public InputStream stream(PluginRequest request) {
        return running(request).stream(request);
    }

    @Override
    public Optional<Path> hostPath(String pathInPlugin) {
        return last.hostPath(pathInPlugin);
    }

    @Override
    public Optional<HostFolder> hostFolder(String pathInPlugin) {
        return last.hostFolder(pathInPlugin);
    }

    private PluginClient running(PluginRequest request) {
        Objects.requireNonNull(request, "request");
        end.get().ifPresent(ended -> unreachable(request, ended));
        try {
            last = current.get();
            return last;
        } catch (PluginDisabledException e) {
            end.get().ifPresent(ended -> unreachable(request, ended));
            throw failure(request, Reason.DOWN, "it is down: " + problem.get());
        }
    }

    private void unreachable(PluginRequest request, LeaseEnd ended) {
        throw failure(request, Reason.UNREACHABLE, "the lease has ended: " + ended.message());
    }

    private PluginCallException failure(PluginRequest request, Reason reason, String detail) {
        return new PluginCallException(
                plugin(), request.method(), reason, OptionalInt.empty(), detail, null);
    }

    @Override
    public String toString() {
        return "lease of " + last;
    }
}

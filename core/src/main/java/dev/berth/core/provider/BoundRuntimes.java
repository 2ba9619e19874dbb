package dev.berth.core.provider;

import dev.berth.spi.PluginRuntime;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.log.Logger;

/** The runtimes' services that are bound, each with the runtime that it gave for the exec root. */
public final class BoundRuntimes {
    private final Path execRoot;
    private final Logger log;

    /** Compared by identity: a service's own equality is foreign code. */
    private final Map<PluginRuntime, PluginRuntime> bound = new IdentityHashMap<>();

    public BoundRuntimes(Path execRoot, Logger log) {
        this.execRoot = execRoot;
        this.log = log;
    }

    /** Returns the runtime to use of a service, empty if the service fails to give it. */
    public Optional<PluginRuntime> bind(PluginRuntime service) {
        try {
            PluginRuntime runtime =
                    Objects.requireNonNull(service.forExecRoot(execRoot), "no runtime");
            synchronized (bound) {
                bound.put(service, runtime);
            }
            return Optional.of(runtime);
        } catch (Throwable e) {
            log.error(
                    "the plugin runtime {} is not used: it fails for the exec root {}",
                    service.getClass().getName(),
                    execRoot,
                    e);
            return Optional.empty();
        }
    }

    /** Forgets a service, and returns the runtime that was used of it, if one was. */
    public Optional<PluginRuntime> unbind(PluginRuntime service) {
        synchronized (bound) {
            return Optional.ofNullable(bound.remove(service));
        }
    }
}

package dev.berth.core.lifecycle;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.publish.Publisher;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.error.PluginException;
import dev.berth.spi.PluginRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.osgi.service.log.Logger;

/** All installed plugins, from the start of the engine to its stop. */
public final class Supervisor {
    private final PluginIndex plugins = new PluginIndex();
    private final Providers providers;
    private final Lifecycle lifecycle;
    private final Remover remover;
    private final Configurer configurer;
    private final ManagerExecutor executor;
    private final Logger log;
    private final AtomicBoolean shutDown = new AtomicBoolean();

    public Supervisor(
            PluginStore store,
            Providers providers,
            Publisher publisher,
            EventDispatcher events,
            ManagerExecutor executor,
            Path execRoot,
            Duration callLimit,
            Logger log) {
        this.providers = providers;
        this.log = log;
        this.executor = executor;
        ExecRoot sockets = new ExecRoot(execRoot);
        Starter starter = new Starter(store, providers, publisher, executor, sockets, callLimit);
        this.lifecycle = new Lifecycle(store, starter, events, executor, log);
        this.remover = new Remover(store, plugins, lifecycle, providers, sockets, events);
        this.configurer = new Configurer(store, events);
        for (StoredPlugin stored : store.load()) {
            plugins.add(new ManagedPlugin(stored, executor.queue()));
        }
    }

    public PluginIndex plugins() {
        return plugins;
    }

    public Operation<Plugin> enable(ManagedPlugin plugin, EnableOptions options) {
        return plugin.submit("enabling of", c -> lifecycle.enable(plugin, options, c));
    }

    public Operation<Plugin> disable(ManagedPlugin plugin, boolean force) {
        return plugin.submit("disabling of", c -> lifecycle.disable(plugin, force, c));
    }

    public Operation<Plugin> remove(ManagedPlugin plugin, boolean force) {
        return plugin.submit("removal of", c -> remover.remove(plugin, force, c));
    }

    public Operation<Plugin> set(ManagedPlugin plugin, List<String> settings) {
        return plugin.submit("setting of", c -> configurer.set(plugin, settings));
    }

    /** Brings wanted plugins back, all at once, and clears away what runs and should not. */
    public void setRuntime(PluginRuntime runtime) {
        providers.setRuntime(runtime);
        plugins.all().stream()
                .filter(plugin -> plugin.document().wanted())
                .forEach(
                        plugin -> plugin.submit("restoring of", c -> lifecycle.restore(plugin, c)));
        // Asking takes as long as the runtime takes, and nobody need wait for the answer.
        executor.start("clearing away", cancellation -> clearLeftOvers(runtime));
    }

    private Void clearLeftOvers(PluginRuntime runtime) {
        Set<String> left = leftBehind(runtime);
        plugins.all().stream()
                .filter(plugin -> left.contains(plugin.id()))
                .forEach(plugin -> plugin.submit("clearing of", c -> clear(plugin, runtime)));
        return null;
    }

    /** Takes services away that nobody stands behind any more; the plugins run on. */
    public void unsetRuntime(PluginRuntime runtime) {
        if (providers.unsetRuntime(runtime)) {
            each("detaching of", plugin -> lifecycle.detach(plugin, "the plugin runtime is gone"));
        }
    }

    /**
     * Ends it all: plugins are stopped, or run on without services if they are to live. Does
     * nothing a second time: the runtime may go before the engine does, and each is told.
     */
    public void shutDown(boolean liveRestore) {
        if (!shutDown.compareAndSet(false, true)) {
            return;
        }
        List<Operation<Void>> stops = each("stopping of", plugin -> shutDown(plugin, liveRestore));
        for (Operation<Void> stop : stops) {
            try {
                stop.await();
            } catch (RuntimeException e) {
                log.error("at the engine's stop: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Void shutDown(ManagedPlugin plugin, boolean liveRestore) throws InterruptedException {
        try {
            return liveRestore
                    ? lifecycle.detach(plugin, "the engine stops")
                    : lifecycle.shutDown(plugin);
        } finally {
            plugin.retire();
        }
    }

    /** One step for one plugin. */
    @FunctionalInterface
    private interface Step {
        Void apply(ManagedPlugin plugin) throws InterruptedException;
    }

    private List<Operation<Void>> each(String what, Step step) {
        Function<ManagedPlugin, Operation<Void>> submit =
                plugin -> plugin.submit(what, cancellation -> step.apply(plugin));
        return plugins.all().stream().map(submit).toList();
    }

    private Set<String> leftBehind(PluginRuntime runtime) {
        try {
            return runtime.ids();
        } catch (PluginException e) {
            boolean gone = providers.runtimeIfPresent().filter(r -> r == runtime).isEmpty();
            if (!gone) {
                log.warn("cannot ask the runtime what runs: {}", e.getMessage());
            }
            return Set.of();
        }
    }

    private Void clear(ManagedPlugin plugin, PluginRuntime runtime) throws InterruptedException {
        try {
            if (!plugin.document().wanted()) {
                runtime.clear(plugin.id());
            }
        } catch (PluginException e) {
            log.warn("plugin {} is not cleared away: {}", plugin.name(), e.getMessage());
        }
        return null;
    }
}

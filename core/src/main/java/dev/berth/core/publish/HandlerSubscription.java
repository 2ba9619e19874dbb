package dev.berth.core.publish;

import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.OnDemandThread;
import dev.berth.core.foreign.WaitBudget;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * One handler service, called on a thread of its own. It keeps no queue of calls, but what is there
 * and what the handler was told: the next call is the difference of the two, {@code removed} before
 * {@code added}. So what comes and goes before the handler has time for it is not told at all, and
 * no more is kept than there are plugins.
 */
final class HandlerSubscription {
    private final ForeignService<CapabilityHandler> service;
    private final OnDemandThread thread;
    private final Logger log;
    private final Set<PublishedClient> present = new LinkedHashSet<>();
    private final Set<PublishedClient> told = new LinkedHashSet<>();
    private Set<String> wanted = Set.of();
    private boolean closed;
    private boolean overdue;

    HandlerSubscription(ForeignService<CapabilityHandler> service, Logger log) {
        this.service = service;
        this.log = log;
        this.thread = new OnDemandThread("berth-handler-" + service.id(), this::next, log);
    }

    /** Sets the capabilities of its service property, and what is there now. */
    void update(Object property, Collection<PublishedClient> live) {
        synchronized (this) {
            wanted = names(property);
            if (wanted.isEmpty()) {
                log.warn(
                        "capability handler {} says no {}, so it is told of nothing",
                        service,
                        CapabilityProperties.CAPABILITY);
            }
            present.clear();
            live.stream().filter(this::wants).forEach(present::add);
        }
        thread.wake();
    }

    /** Reads a service property that is one string or several ({@code String+}). */
    private static Set<String> names(Object property) {
        Stream<?> values =
                property instanceof Object[] array
                        ? Arrays.stream(array)
                        : property instanceof Collection<?> collection
                                ? collection.stream()
                                : Stream.ofNullable(property);
        return values.map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private boolean wants(PublishedClient published) {
        return wanted.contains(published.client().capability().toString());
    }

    void add(Collection<PublishedClient> clients) {
        boolean changed = false;
        synchronized (this) {
            for (PublishedClient client : clients) {
                changed |= !closed && wants(client) && present.add(client);
            }
        }
        if (changed) {
            thread.wake();
        }
    }

    void remove(Collection<PublishedClient> clients) {
        boolean changed;
        synchronized (this) {
            changed = present.removeAll(clients);
        }
        if (changed) {
            thread.wake();
        }
    }

    /** Calls the handler no more: its service is gone. A call under way is not interrupted. */
    void close() {
        synchronized (this) {
            closed = true;
            present.clear();
            told.clear();
            notifyAll();
        }
        thread.wake();
    }

    /** Interrupts the call under way: the manager's bundle stops. */
    void interrupt() {
        thread.interrupt();
    }

    /**
     * Waits until the handler has been told that clients went. One that has used up such a wait is
     * not waited for again until the call in which it hangs has returned.
     *
     * @return whether it has been told
     */
    synchronized boolean awaitRemoved(Collection<PublishedClient> clients, WaitBudget budget)
            throws InterruptedException {
        while (clients.stream().anyMatch(told::contains)) {
            long left = budget.left().toNanos();
            if (overdue || left == 0) {
                overdue = true;
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Returns the handler and where its thread stands. */
    String position() {
        return "handler " + service + ": " + thread.position();
    }

    private synchronized Runnable next() {
        if (closed) {
            // After the release there is nothing to do, which ends the thread.
            return service.isHeld() ? service::release : null;
        }
        Optional<PublishedClient> gone =
                told.stream().filter(client -> !present.contains(client)).findFirst();
        if (gone.isPresent()) {
            return () -> tellRemoved(gone.get());
        }
        Optional<PublishedClient> come =
                present.stream().filter(client -> !told.contains(client)).findFirst();
        come.ifPresent(told::add);
        return come.<Runnable>map(client -> () -> tell(client, CapabilityHandler::added))
                .orElse(null);
    }

    private void tellRemoved(PublishedClient published) {
        try {
            tell(published, CapabilityHandler::removed);
        } finally {
            forget(published);
        }
    }

    private synchronized void forget(PublishedClient published) {
        told.remove(published);
        notifyAll();
    }

    private void tell(PublishedClient published, BiConsumer<CapabilityHandler, PluginClient> call) {
        try {
            Optional<CapabilityHandler> handler = service.get();
            if (handler.isEmpty()) {
                log.warn("capability handler {} has no object, so it is told of nothing", service);
                close();
                return;
            }
            // The plugin's queue may be waiting for this call.
            published.queue().actFor(() -> call.accept(handler.get(), published.client()));
        } catch (Throwable t) {
            log.error("handler {} failed on {}", service, published.client(), t);
        } finally {
            returned();
        }
    }

    private synchronized void returned() {
        overdue = false;
    }
}

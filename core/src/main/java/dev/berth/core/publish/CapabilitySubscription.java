package dev.berth.core.publish;

import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.OnDemandThread;
import dev.berth.core.foreign.WaitBudget;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.osgi.service.log.Logger;

/**
 * One whiteboard service that is told of clients, on a thread of its own. It keeps no queue of
 * calls, but what is there and what the service was told: the next call is the difference of the
 * two, {@code removed} before {@code added}. So what comes and goes before the service has time for
 * it is not told at all, and no more is kept than there are plugins.
 */
final class CapabilitySubscription<S> {
    private final ForeignService<S> service;
    private final ClientListener<S> listener;
    private final OnDemandThread thread;
    private final Logger log;
    private final Set<PublishedClient> present = new LinkedHashSet<>();
    private final Set<PublishedClient> told = new LinkedHashSet<>();
    private final Set<PublishedClient> heard = new LinkedHashSet<>();
    private final Set<PublishedClient> stale = new LinkedHashSet<>();
    private WantedCapabilities wanted = WantedCapabilities.NONE;
    private boolean closed;
    private boolean overdue;

    CapabilitySubscription(ForeignService<S> service, ClientListener<S> listener, Logger log) {
        this.service = service;
        this.listener = listener;
        this.log = log;
        this.thread =
                new OnDemandThread(
                        "berth-%s-%s".formatted(listener.kind(), service.id()), this::next, log);
    }

    /** Sets the capabilities of its service property, and what is there now. */
    void update(Object property, Collection<PublishedClient> live) {
        synchronized (this) {
            wanted = WantedCapabilities.read(property, this::warn);
            present.clear();
            live.stream().filter(this::wants).forEach(present::add);
        }
        thread.wake();
    }

    private void warn(String problem) {
        log.warn("{} {} {}", listener.kind(), service, problem);
    }

    private boolean wants(PublishedClient published) {
        return wanted.include(published.client().capability());
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

    /** Tells the service that what it was told of says something else. */
    void change(Collection<PublishedClient> clients) {
        synchronized (this) {
            clients.stream().filter(told::contains).forEach(stale::add);
        }
        thread.wake();
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

    /** Calls the service no more: it is gone. A call under way is not interrupted. */
    void close() {
        synchronized (this) {
            closed = true;
            present.clear();
            told.clear();
            heard.clear();
            notifyAll();
        }
        thread.wake();
    }

    /** Interrupts the call under way: the manager's bundle stops. */
    void interrupt() {
        thread.interrupt();
    }

    /**
     * Waits until the service has been told that clients went. One that has used up such a wait is
     * not waited for again until the call in which it hangs has returned.
     *
     * @return whether it has been told
     */
    boolean awaitRemoved(Collection<PublishedClient> clients, WaitBudget budget)
            throws InterruptedException {
        return await(() -> clients.stream().noneMatch(told::contains), budget);
    }

    /**
     * Waits until the service has been told that clients came, as {@link #awaitRemoved} does.
     *
     * @return whether it has been told
     */
    boolean awaitAdded(Collection<PublishedClient> clients, WaitBudget budget)
            throws InterruptedException {
        return await(
                () -> clients.stream().filter(present::contains).allMatch(heard::contains), budget);
    }

    private synchronized boolean await(BooleanSupplier done, WaitBudget budget)
            throws InterruptedException {
        while (!done.getAsBoolean()) {
            long left = budget.left().toNanos();
            if (overdue || left == 0) {
                overdue = true;
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Returns what such a service is called. */
    String kind() {
        return listener.kind();
    }

    /** Returns the service and where its thread stands. */
    String position() {
        return "%s %s: %s".formatted(listener.kind(), service, thread.position());
    }

    private synchronized Runnable next() {
        if (closed) {
            // After the release there is nothing to do, which ends the thread.
            return service.isHeld() ? this::end : null;
        }
        Optional<PublishedClient> gone =
                told.stream().filter(client -> !present.contains(client)).findFirst();
        if (gone.isPresent()) {
            return () -> tellRemoved(gone.get());
        }
        Optional<PublishedClient> changed = changed();
        if (changed.isPresent()) {
            return () -> tell(changed.get(), (object, client) -> listener.changed(client));
        }
        Optional<PublishedClient> come =
                present.stream().filter(client -> !told.contains(client)).findFirst();
        come.ifPresent(told::add);
        return come.<Runnable>map(client -> () -> tellAdded(client)).orElse(null);
    }

    private Optional<PublishedClient> changed() {
        stale.retainAll(told);
        Optional<PublishedClient> first = stale.stream().findFirst();
        first.ifPresent(stale::remove);
        return first;
    }

    private void end() {
        try {
            listener.closed();
        } finally {
            service.release();
        }
    }

    private void tellAdded(PublishedClient published) {
        try {
            tell(published, listener::added);
        } finally {
            hear(published);
        }
    }

    private synchronized void hear(PublishedClient published) {
        heard.add(published);
        notifyAll();
    }

    private void tellRemoved(PublishedClient published) {
        try {
            tell(published, listener::removed);
        } finally {
            forget(published);
        }
    }

    private synchronized void forget(PublishedClient published) {
        told.remove(published);
        heard.remove(published);
        notifyAll();
    }

    private void tell(PublishedClient published, BiConsumer<S, PublishedClient> call) {
        try {
            Optional<S> object = service.get();
            if (object.isEmpty()) {
                warn("has no object, so it is told of nothing");
                close();
                return;
            }
            // The plugin's queue may be waiting for this call.
            published.queue().actFor(() -> call.accept(object.get(), published));
        } catch (Throwable t) {
            log.error("{} {} failed on {}", listener.kind(), service, published.client(), t);
        } finally {
            returned();
        }
    }

    private synchronized void returned() {
        overdue = false;
    }
}

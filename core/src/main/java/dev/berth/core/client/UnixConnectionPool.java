package dev.berth.core.client;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The open connections to one plugin: those that carry a call, and some idle ones, of which the
 * last used is the first to be used again. One that nobody uses for the deadline of a call is
 * closed.
 */
final class UnixConnectionPool implements AutoCloseable {
    /** As many as callers at once are usual; more are made for a call and closed after it. */
    static final int MOST_IDLE = 64;

    private final ScheduledExecutorService timer;
    private final BlockingDeque<PooledConnection> idle = new LinkedBlockingDeque<>(MOST_IDLE);
    private final Set<PooledConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    UnixConnectionPool(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Returns an idle connection, to be given back or dropped; null if there is none. */
    PooledConnection takeIdle() {
        for (PooledConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.connection().isReusable()) {
                return next;
            }
            drop(next);
        }
        return null;
    }

    /** Makes an unconnected one, to be given back or dropped. */
    PooledConnection open() throws IOException {
        PooledConnection connection = new PooledConnection(timer, this::dropIdle);
        open.add(connection);
        if (closed) {
            drop(connection);
            throw new PluginUnreachableException("the plugin is no longer enabled", null);
        }
        return connection;
    }

    /** Keeps a connection for the next call if it can carry one, and closes it otherwise. */
    void giveBack(PooledConnection connection, boolean reusable) {
        if (reusable && !closed) {
            connection.rest();
            if (idle.offerFirst(connection) && !closed) {
                return;
            }
        }
        drop(connection);
    }

    private void dropIdle(PooledConnection connection) {
        if (idle.remove(connection)) {
            drop(connection);
        }
    }

    void drop(PooledConnection connection) {
        open.remove(connection);
        connection.close();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::drop);
    }
}

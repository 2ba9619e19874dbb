package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;

/**
 * HTTP/1.1 over a unix socket, with keep-alive connections.
 *
 * <p>A request is sent a second time, on a new connection, only if the first was a reused one, no
 * byte of a response came, and it is either repeatable or was not read to its end by the plugin,
 * which had closed the idle connection meanwhile.
 */
final class UnixTransport implements PluginTransport {
    private static final int MOST_IDLE = 8;

    private final PluginSocket socket;
    private final ScheduledExecutorService timer;
    private final ConcurrentLinkedDeque<UnixConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<UnixConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    UnixTransport(PluginSocket socket, ScheduledExecutorService timer) {
        this.socket = socket;
        this.timer = timer;
    }

    @Override
    public TransportReply send(PluginRequest request) throws IOException {
        long begun = System.nanoTime();
        UnixConnection kept = takeIdle();
        if (kept != null) {
            try {
                return exchange(kept, false, request);
            } catch (DeadlineException | MalformedReplyException | ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                boolean harmless = request.repeatable() || e instanceof RequestUnreadException;
                if (!harmless || kept.hasReceived() || closed) {
                    throw e;
                }
            }
        }
        return exchange(track(UnixConnection.open()), true, Deadline.rest(request, begun));
    }

    private TransportReply exchange(UnixConnection connection, boolean fresh, PluginRequest request)
            throws IOException {
        Deadline deadline = new Deadline(request.deadline(), timer, connection::close);
        try {
            if (fresh) {
                connect(connection);
            }
            connection.write(request.method(), request.body());
            ResponseHead head = ResponseHead.read(connection);
            // If the deadline passes this late, the connection is closed and not reused.
            ResponseBody body =
                    new ResponseBody(
                            connection,
                            head,
                            reusable -> giveBack(connection, deadline.lift() && reusable));
            return new TransportReply(
                    head.status(), new DeadlineBody(body, deadline), deadline::lift);
        } catch (IOException e) {
            drop(connection);
            throw deadline.lift() ? e : new DeadlineException(e);
        }
    }

    private void connect(UnixConnection connection) throws IOException {
        try {
            connection.connect(socket);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new PluginUnreachableException(socket + ": " + e.getMessage(), e);
        }
    }

    private UnixConnection takeIdle() {
        for (UnixConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.isReusable()) {
                return next;
            }
            drop(next);
        }
        return null;
    }

    private UnixConnection track(UnixConnection connection) throws IOException {
        open.add(connection);
        if (closed) {
            drop(connection);
            throw new PluginUnreachableException("the plugin is no longer enabled", null);
        }
        return connection;
    }

    private void giveBack(UnixConnection connection, boolean reusable) {
        if (reusable && !closed && idle.size() < MOST_IDLE) {
            idle.addFirst(connection);
            if (!closed) {
                return;
            }
        }
        drop(connection);
    }

    private void drop(UnixConnection connection) {
        open.remove(connection);
        connection.close();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::drop);
    }
}

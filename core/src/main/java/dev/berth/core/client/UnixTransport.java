package dev.berth.core.client;

import dev.berth.capability.PluginRequest;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * HTTP/1.1 over a unix socket, with keep-alive connections.
 *
 * <p>A request is sent a second time, on a new connection, only if the first was a reused one, no
 * byte of a response came, and it is either repeatable or was not read to its end by the plugin,
 * which had closed the idle connection meanwhile.
 */
final class UnixTransport implements PluginTransport {
    private final PluginSocket socket;
    private final UnixConnectionPool pool;

    UnixTransport(PluginSocket socket, ScheduledExecutorService timer) {
        this.socket = socket;
        this.pool = new UnixConnectionPool(timer);
    }

    @Override
    public TransportReply send(PluginRequest request) throws IOException {
        long begun = System.nanoTime();
        PooledConnection kept = pool.takeIdle();
        if (kept != null) {
            try {
                return exchange(kept, false, request);
            } catch (DeadlineException | MalformedReplyException | ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                boolean harmless = request.repeatable() || e instanceof RequestUnreadException;
                if (!harmless || kept.connection().hasReceived() || pool.isClosed()) {
                    throw e;
                }
            }
        }
        return exchange(pool.open(), true, Deadline.rest(request, begun));
    }

    private TransportReply exchange(PooledConnection pooled, boolean fresh, PluginRequest request)
            throws IOException {
        Deadline deadline = pooled.start(request.deadline());
        UnixConnection connection = pooled.connection();
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
                            reusable -> pool.giveBack(pooled, deadline.lift() && reusable));
            return new TransportReply(
                    head.status(), body.length(), new DeadlineBody(body, deadline), deadline::lift);
        } catch (IOException e) {
            pool.drop(pooled);
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

    @Override
    public void close() {
        pool.close();
    }
}

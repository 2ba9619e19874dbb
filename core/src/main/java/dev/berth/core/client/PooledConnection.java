package dev.berth.core.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A connection that carries one call after the other, each with its deadline. */
final class PooledConnection {
    private final UnixConnection connection = UnixConnection.open();
    private final ConnectionAlarm alarm;

    /**
     * Makes an unconnected one.
     *
     * @param onIdle called when it was not used for the deadline of a call
     */
    PooledConnection(ScheduledExecutorService timer, Consumer<PooledConnection> onIdle)
            throws IOException {
        this.alarm = new ConnectionAlarm(timer, () -> onIdle.accept(this));
    }

    UnixConnection connection() {
        return connection;
    }

    /** Starts the deadline of a call; when it passes, the connection is closed. */
    Deadline start(Duration limit) {
        return alarm.start(limit, this::close);
    }

    /** Says that it is idle until the next call. */
    void rest() {
        alarm.rest();
    }

    void close() {
        alarm.cancel();
        connection.close();
    }
}

package dev.berth.engine.http;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;

/** Counts the open connections, and closes at once what exceeds the limit. */
final class OpenConnections {
    private final SlotCounter slots;
    private final Logger log;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    OpenConnections(SlotCounter slots, Logger log) {
        this.slots = slots;
        this.log = log;
    }

    /**
     * Counts a connection, and returns whether it is let in: if there are too many, it is closed.
     */
    boolean admit(Channel channel) {
        if (!slots.take()) {
            log.warn("a connection was closed: {} are open, and no more are allowed", slots.all());
            channel.close();
            return false;
        }
        open.add(channel);
        channel.closeFuture()
                .addListener(
                        closed -> {
                            open.remove(channel);
                            slots.giveBack();
                        });
        return true;
    }

    void closeAll() {
        open.forEach(c -> c.close().awaitUninterruptibly());
    }
}

package dev.berth.engine.http;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;

/**
 * Counts the open connections. At the limit a new one takes the place of the one that has been
 * without a request for longest, or is closed at once if all are busy. Clients are let in on the
 * event loop.
 */
final class OpenConnections {
    private final SlotCounter slots;
    private final Logger log;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Set<Channel> idle = new LinkedHashSet<>();

    OpenConnections(SlotCounter slots, Logger log) {
        this.slots = slots;
        this.log = log;
    }

    /**
     * Counts a connection, and returns whether it is let in: if there are too many, it is closed.
     */
    boolean admit(Channel channel) {
        if (!slots.take() && !takeFromIdle()) {
            log.warn("a connection was closed: {} are open, and no more are allowed", slots.all());
            channel.close();
            return false;
        }
        open.add(channel);
        idle.add(channel);
        channel.closeFuture()
                .addListener(
                        closed -> {
                            open.remove(channel);
                            idle.remove(channel);
                            slots.giveBack();
                        });
        return true;
    }

    private boolean takeFromIdle() {
        Iterator<Channel> oldest = idle.iterator();
        if (!oldest.hasNext()) {
            return false;
        }
        oldest.next().close();
        return slots.take();
    }

    /** Called when a connection's request begins. */
    void busy(Channel channel) {
        idle.remove(channel);
    }

    /** Called when a connection waits for a request. */
    void idle(Channel channel) {
        idle.add(channel);
    }

    void closeAll() {
        open.forEach(c -> c.close().awaitUninterruptibly());
    }
}

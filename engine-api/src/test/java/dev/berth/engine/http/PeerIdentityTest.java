package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Requester;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeerIdentityTest {
    private static final Requester ADA = Requester.of("here").withUser("ada");

    @Test
    void isLookedUpOnceAndOnlyWhenItIsAskedFor() {
        AtomicInteger lookups = new AtomicInteger();
        PeerIdentity peer =
                new PeerIdentity(
                        () -> {
                            lookups.incrementAndGet();
                            return ADA;
                        },
                        List.of());
        assertEquals(0, lookups.get());
        assertEquals(List.of(ADA, ADA), List.of(peer.requester(), peer.requester()));
        assertEquals(1, lookups.get());
    }

    @Test
    void ofAClosedConnectionIsNobodys() {
        Channel channel = new NioDomainSocketChannel();
        PeerIdentity late = PeerIdentity.ofUnixSocket(channel);
        channel.unsafe().closeForcibly();
        assertEquals(Requester.of("engine API"), late.requester());
    }
}

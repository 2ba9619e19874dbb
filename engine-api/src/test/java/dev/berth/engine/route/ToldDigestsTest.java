package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Query;
import dev.berth.engine.exchange.RequestHead;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Requester;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A peer gets what it was told of, once, and not for ever. */
class ToldDigestsTest {
    private static final Digest FIRST = Digest.sha256(new byte[] {1});
    private static final Digest SECOND = Digest.sha256(new byte[] {2});

    private Instant now = Instant.EPOCH;
    private final ToldDigests told = new ToldDigests(clock());

    @Test
    void isWhatThePeerWasToldLast() {
        told.remember(request("ada", "x:1"), FIRST);
        told.remember(request("ada", "x:1"), SECOND);
        assertEquals(Optional.of(SECOND), pinned("ada", "docker.io/library/x:1"));
        assertEquals(Optional.empty(), pinned("ada", "x:1"), "once");
    }

    @Test
    void isNotWhatSomebodyElseWasTold() {
        told.remember(request("ada", "x"), FIRST);
        assertEquals(Optional.empty(), pinned("bob", "x"));
        assertEquals(Optional.empty(), pinned("ada", "x:2"));
        assertEquals(Optional.of(FIRST), pinned("ada", "x:latest"));
    }

    @Test
    void isForgottenAfterAnHour() {
        told.remember(request("ada", "x"), FIRST);
        told.remember(request("ada", "y"), FIRST);
        now = now.plus(Duration.ofMinutes(59));
        assertEquals(Optional.of(FIRST), pinned("ada", "x"));
        now = now.plus(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), pinned("ada", "y"));
    }

    @Test
    void isForgottenWhenThereAreTooMany() {
        for (int i = 0; i <= 1000; i++) {
            told.remember(request("ada", "x:" + i), FIRST);
        }
        assertEquals(Optional.empty(), pinned("ada", "x:0"));
        assertEquals(Optional.of(FIRST), pinned("ada", "x:1"));
    }

    private Optional<Digest> pinned(String peer, String remote) {
        InstallRequest install = InstallRequest.of(PluginReference.parse(remote));
        return told.pinned(request(peer, remote), install).digest();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static ApiRequest request(String peer, String remote) {
        Query query = Query.of(Map.of("remote", List.of(remote)));
        RequestHead head =
                new RequestHead(
                        "GET",
                        Optional.empty(),
                        "/",
                        query,
                        name -> null,
                        () -> Requester.of(peer));
        return new ApiRequest(head, "", new byte[0], InputStream.nullInputStream());
    }
}

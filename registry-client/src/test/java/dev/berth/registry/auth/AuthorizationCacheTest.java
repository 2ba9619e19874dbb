package dev.berth.registry.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.TokenScope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuthorizationCacheTest {
    private static final RegistryHost REGISTRY = RegistryHost.of("registry.example");
    private static final AccessRequest ADA =
            new AccessRequest(
                    REGISTRY,
                    Optional.of(RegistryCredentials.of("ada", "secret")),
                    TokenScope.pull(REGISTRY, "a/b"));

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final AuthorizationCache cache = new AuthorizationCache(() -> 0, timer);

    private void put(Duration validFor) {
        cache.put(ADA, new CachedAuthorization("Basic x", validFor));
    }

    @Test
    void isKeptUntilItRunsOut() {
        put(Duration.ofHours(1));

        assertEquals(Optional.of("Basic x"), cache.find(ADA));
        cache.close();
    }

    @Test
    void isDroppedWhenItRunsOutEvenIfNobodyAsksForIt() throws Exception {
        put(Duration.ofMillis(1));
        timer.shutdown();

        assertTrue(timer.awaitTermination(30, TimeUnit.SECONDS));
        // By the clock of this test no time has passed.
        assertEquals(Optional.empty(), cache.find(ADA));
    }

    @Test
    void isNotDroppedWithTheOneThatItCameInPlaceOf() throws Exception {
        put(Duration.ofMillis(1));
        put(Duration.ofHours(1));
        timer.schedule(() -> {}, 2, TimeUnit.MILLISECONDS).get();

        assertEquals(Optional.of("Basic x"), cache.find(ADA));
        cache.close();
    }

    @Test
    void isNotKeptAnyMoreOnceTheClientIsClosed() {
        put(Duration.ofHours(1));
        cache.close();
        put(Duration.ofHours(1));

        assertEquals(Optional.empty(), cache.find(ADA));
    }

    @Test
    void isNeverPrinted() {
        assertFalse(
                new CachedAuthorization("Basic secret", Duration.ofHours(1))
                        .toString()
                        .contains("secret"));
    }
}

package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.TokenScope;
import dev.berth.shared.thread.DaemonThreads;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A cache of {@link CachedAuthorization}s by registry, scope and login. An entry is dropped as soon
 * as it has run out, because it may hold a password. The login itself is not kept, only a salted
 * hash of it.
 */
final class AuthorizationCache {
    private static final int MOST = 256;

    private record Key(String registry, TokenScope scope, String login) {}

    private record Kept(String header, long until) {}

    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final byte[] salt = new byte[16];
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;

    AuthorizationCache(LongSupplier nanoTime) {
        this(nanoTime, timer());
    }

    /**
     * @param timer shut down with this
     */
    AuthorizationCache(LongSupplier nanoTime, ScheduledExecutorService timer) {
        this.nanoTime = nanoTime;
        this.timer = timer;
        new SecureRandom().nextBytes(salt);
    }

    /** Returns a timer whose thread is there only while there are entries. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        DaemonThreads.named("berth-registry-authorizations"),
                        new ThreadPoolExecutor.DiscardPolicy());
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    Optional<String> find(AccessRequest access) {
        dropOld();
        return Optional.ofNullable(kept.get(key(access))).map(Kept::header);
    }

    void put(AccessRequest access, CachedAuthorization authorization) {
        dropOld();
        if (kept.size() >= MOST) {
            kept.clear();
        }
        if (timer.isShutdown()) {
            return;
        }
        Key key = key(access);
        long until = nanoTime.getAsLong() + authorization.validFor().toNanos();
        kept.put(key, new Kept(authorization.header(), until));
        timer.schedule(
                () -> kept.computeIfPresent(key, (same, one) -> one.until() == until ? null : one),
                authorization.validFor().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Drops what was refused; what another request has put there since stays. */
    void drop(AccessRequest access, Optional<String> refused) {
        kept.computeIfPresent(
                key(access), (same, one) -> refused.equals(Optional.of(one.header())) ? null : one);
    }

    /** Drops all, and keeps none any more. */
    void close() {
        timer.shutdownNow();
        kept.clear();
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        kept.values().removeIf(one -> one.until() - now <= 0);
    }

    private Key key(AccessRequest access) {
        return new Key(
                access.registry().authority().toString(),
                access.scope(),
                access.given().map(this::hash).orElse(""));
    }

    private String hash(RegistryCredentials login) {
        try {
            MessageDigest hasher = MessageDigest.getInstance("SHA-256");
            hasher.update(salt);
            for (String field :
                    new String[] {
                        login.username(),
                        login.password(),
                        login.identityToken(),
                        login.registryToken()
                    }) {
                hasher.update(field.getBytes(StandardCharsets.UTF_8));
                hasher.update((byte) 0);
            }
            return HexFormat.of().formatHex(hasher.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

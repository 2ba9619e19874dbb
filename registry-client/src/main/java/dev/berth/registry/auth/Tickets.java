package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps tickets by registry, scope and login until they run out. The login itself is not kept, only
 * a salted hash of it.
 */
final class Tickets {
    private static final int MOST = 256;

    private record Key(String registry, Scope scope, String login) {}

    private record Kept(String header, long until) {}

    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final byte[] salt = new byte[16];
    private final LongSupplier nanoTime;

    Tickets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        new SecureRandom().nextBytes(salt);
    }

    Optional<String> find(Access access) {
        dropOld();
        return Optional.ofNullable(kept.get(key(access))).map(Kept::header);
    }

    void put(Access access, Ticket ticket) {
        dropOld();
        if (kept.size() >= MOST) {
            kept.clear();
        }
        kept.put(
                key(access),
                new Kept(ticket.header(), nanoTime.getAsLong() + ticket.validFor().toNanos()));
    }

    void drop(Access access) {
        kept.remove(key(access));
    }

    void clear() {
        kept.clear();
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        kept.values().removeIf(one -> one.until() - now <= 0);
    }

    private Key key(Access access) {
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

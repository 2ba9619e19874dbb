package dev.berth.plugin;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who asks for something, for policies and logs. It is what the caller says of him: proven is only
 * what the caller has proven, as the engine API has the user of a unix socket's peer. Immutable;
 * every wither returns another requester.
 */
public final class Requester {

    /** The engine itself: a plugin is restored, or started again after an end. */
    public static final Requester ENGINE = of("engine");

    private final String origin;
    private final Optional<String> user;
    private final OptionalLong userId;
    private final OptionalLong processId;

    private Requester(
            String origin, Optional<String> user, OptionalLong userId, OptionalLong processId) {
        this.origin = Objects.requireNonNull(origin, "origin");
        this.user = user;
        this.userId = userId;
        this.processId = processId;
    }

    /**
     * Returns a requester of whom no more is known.
     *
     * @param origin where the request came in: {@code engine API}, {@code shell}, {@code bundle X}
     */
    public static Requester of(String origin) {
        return new Requester(origin, Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Returns the same requester with his name. */
    public Requester withUser(String user) {
        return new Requester(
                origin, Optional.of(Objects.requireNonNull(user, "user")), userId, processId);
    }

    /** Returns the same requester with his numeric user ID. */
    public Requester withUserId(long userId) {
        return new Requester(origin, user, OptionalLong.of(userId), processId);
    }

    /** Returns the same requester with the ID of his process, on this host. */
    public Requester withProcessId(long processId) {
        return new Requester(origin, user, userId, OptionalLong.of(processId));
    }

    /** Returns where the request came in. */
    public String origin() {
        return origin;
    }

    /** Returns the name of the user, or the subject of his certificate, if it is known. */
    public Optional<String> user() {
        return user;
    }

    /** Returns the numeric user ID, if it is known. */
    public OptionalLong userId() {
        return userId;
    }

    /** Returns the ID of the process that asks, if it is known. */
    public OptionalLong processId() {
        return processId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Requester that
                && origin.equals(that.origin)
                && user.equals(that.user)
                && userId.equals(that.userId)
                && processId.equals(that.processId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, user, userId, processId);
    }

    @Override
    public String toString() {
        return "Requester[origin=%s, user=%s, userId=%s, processId=%s]"
                .formatted(origin, user, userId, processId);
    }
}

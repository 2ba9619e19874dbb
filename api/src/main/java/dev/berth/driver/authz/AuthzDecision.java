package dev.berth.driver.authz;

import java.util.Objects;

/** Whether a request, or the response to it, may go on. Immutable. */
public final class AuthzDecision {
    private static final AuthzDecision ALLOWED = new AuthzDecision(true, "");

    private final boolean allowed;
    private final String message;

    private AuthzDecision(boolean allowed, String message) {
        this.allowed = allowed;
        this.message = Objects.requireNonNull(message, "message");
    }

    /** Returns that it may. */
    public static AuthzDecision allow() {
        return ALLOWED;
    }

    /**
     * Returns that it may not.
     *
     * @param message why, for the user; may be empty
     */
    public static AuthzDecision deny(String message) {
        return new AuthzDecision(false, message);
    }

    /** Returns whether it may. */
    public boolean allowed() {
        return allowed;
    }

    /** Returns why it may not; may be empty. */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthzDecision that
                && allowed == that.allowed
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(allowed, message);
    }

    @Override
    public String toString() {
        return "AuthzDecision[allowed=%s, message=%s]".formatted(allowed, message);
    }
}

package dev.berth.policy.file;

/** A policy file cannot be used; the message says where and why. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidPolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}

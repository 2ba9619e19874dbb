package dev.berth.policy.signature;

/** A signature does not prove what it has to prove. */
public final class InvalidSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidSignatureException(String reason) {
        super(reason);
    }

    public InvalidSignatureException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

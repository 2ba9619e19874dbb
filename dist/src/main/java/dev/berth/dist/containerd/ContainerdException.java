package dev.berth.dist.containerd;

/** There is no containerd to use; the message is for the user. */
public final class ContainerdException extends Exception {
    private static final long serialVersionUID = 1L;

    ContainerdException(String message) {
        super(message);
    }

    ContainerdException(String message, Throwable cause) {
        super(message, cause);
    }
}

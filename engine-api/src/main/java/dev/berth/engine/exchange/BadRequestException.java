package dev.berth.engine.exchange;

/** A 4xx response: the request cannot be served as it was made; nothing was done. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status a 4xx status
     * @param message what is wrong, and what to do
     */
    public BadRequestException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}

package dev.berth.webconsole.guard;

/** A request that changes something does not come from the page. The message is for its user. */
public final class ForgedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    ForgedRequestException(String message) {
        super(message);
    }
}

package dev.berth.webconsole.work;

/** More is under way already than users need at once. The message is for them. */
public final class TooMuchWorkException extends Exception {
    private static final long serialVersionUID = 1L;

    TooMuchWorkException(int running) {
        super(running + " actions are under way already: wait for one, or cancel it");
    }
}

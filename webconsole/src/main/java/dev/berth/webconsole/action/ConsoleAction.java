package dev.berth.webconsole.action;

import java.util.Optional;
import java.util.stream.Stream;

/** What a button of the page does. */
public enum ConsoleAction {
    /** Looks a plugin up, to be installed with the user's consent. */
    INSTALL,
    /** Looks another version up, for an upgrade with the user's consent. */
    UPGRADE,
    /** Gives the consent. */
    GRANT,
    /** Forgets work that has ended or waits for consent. */
    DISMISS,
    /** Cancels work that runs. */
    CANCEL,
    ENABLE,
    DISABLE,
    ROLLBACK;

    static Optional<ConsoleAction> named(String name) {
        return Stream.of(values()).filter(action -> action.name().equals(name)).findFirst();
    }
}

package dev.berth.core.authz;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDeniedException;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzFailedException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One of a chain.
 *
 * @param name for messages
 * @param driver gets it, or throws why it is not there
 */
record AuthzMember(String name, Supplier<AuthzDriver> driver) {

    /**
     * Asks it. Only a decision that allows lets the caller go on: whatever else comes of a driver
     * is thrown.
     */
    void require(Function<AuthzDriver, AuthzDecision> question) {
        AuthzDecision decision;
        try {
            decision = Objects.requireNonNull(question.apply(driver.get()), "no decision");
        } catch (Throwable t) {
            throw new AuthzFailedException(name, detail(t), t);
        }
        if (!decision.allowed()) {
            throw AuthzDeniedException.byPlugin(name, decision.message());
        }
    }

    /** The messages of a plugin's failed calls begin with its name, which is said already. */
    private String detail(Throwable failure) {
        String message = Objects.toString(failure.getMessage(), failure.toString());
        return message.startsWith("plugin " + name)
                ? message.replaceFirst("^plugin [^ ]+: ", "")
                : message;
    }
}

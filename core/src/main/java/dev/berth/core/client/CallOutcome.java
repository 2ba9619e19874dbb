package dev.berth.core.client;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCircuitOpenException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginTimeoutException;

/** How a call to a plugin ended. */
public enum CallOutcome {
    /** With an answer. */
    OK,
    /** With the plugin's own error, or an answer that is not of the protocol. */
    ERROR,
    /** Without an answer within its deadline. */
    TIMEOUT,
    /** No connection could be made, or it broke. */
    UNREACHABLE,
    /** Not sent, because of a limit or an open circuit. */
    REFUSED;

    /** Returns the outcome of a call that has failed. */
    static CallOutcome of(PluginException failure) {
        if (failure instanceof PluginTimeoutException) {
            return TIMEOUT;
        }
        if (failure instanceof PluginCircuitOpenException
                || failure instanceof PluginLimitExceededException) {
            return REFUSED;
        }
        if (failure instanceof PluginCallException call) {
            return switch (call.reason()) {
                case UNREACHABLE, DOWN, BROKEN -> UNREACHABLE;
                default -> ERROR;
            };
        }
        return ERROR;
    }
}

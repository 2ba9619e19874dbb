package dev.berth.shell.command;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginException;
import dev.berth.shell.console.CommandFailure;
import java.util.function.Supplier;

/** Calls the plugin manager, and translates its exceptions into {@link CommandFailure}. */
final class OperationRunner {

    private OperationRunner() {}

    /** Calls a method that returns at once. */
    static <T> T ask(Supplier<T> question) throws CommandFailure {
        try {
            return question.get();
        } catch (PluginException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** Waits for an operation to end; Ctrl-C cancels it. */
    static <T> T await(Operation<T> operation) throws CommandFailure {
        try {
            return operation.await();
        } catch (InterruptedException e) {
            operation.cancel();
            return end(operation);
        } catch (PluginException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /**
     * Waits for the end of a cancelled operation, which undoes what was half done, or until this
     * thread is interrupted once more.
     */
    private static <T> T end(Operation<T> operation) throws CommandFailure {
        try {
            return operation.await();
        } catch (InterruptedException e) {
            throw new CommandFailure("cancelled, but not yet undone: see plugin:ls", e);
        } catch (PluginException e) {
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            Thread.currentThread().interrupt();
        }
    }
}

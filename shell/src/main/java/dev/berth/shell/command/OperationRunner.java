package dev.berth.shell.command;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginException;
import dev.berth.shell.console.CommandFailure;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Asks the plugin manager, and turns what goes wrong into what a user reads. */
final class OperationRunner {

    private OperationRunner() {}

    /** Asks for something that is there at once. */
    static <T> T ask(Supplier<T> question) throws CommandFailure {
        try {
            return question.get();
        } catch (PluginException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** Waits for work to end; Ctrl-C cancels it. */
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

    /** What was half done is being undone: to leave before that would show a half truth. */
    private static <T> T end(Operation<T> operation) throws CommandFailure {
        try {
            return operation.result().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new CommandFailure(e.getCause().getMessage(), e);
        } finally {
            Thread.currentThread().interrupt();
        }
    }
}

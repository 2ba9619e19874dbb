package dev.berth.shell.command;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandSyntax;

/** A command of the scope {@code plugin}, for whichever shell. It has no state. */
public interface PluginCommand {
    /** Returns its name, flags and arguments. */
    CommandSyntax syntax();

    /**
     * Runs it.
     *
     * @throws CommandFailure with what the user is told
     */
    void run(Invocation call) throws CommandFailure;
}

package dev.berth.shell.command;

import dev.berth.plugin.PluginReference;
import dev.berth.shell.console.CommandFailure;

/** Parses references among a command's arguments. */
final class NameArguments {

    private NameArguments() {}

    /** Returns the reference, tagged {@code latest} if it has neither tag nor digest. */
    static PluginReference reference(String text) throws CommandFailure {
        return OperationRunner.ask(() -> PluginReference.parse(text).withDefaultTag());
    }
}

package dev.berth.shell.command;

import dev.berth.plugin.Reference;
import dev.berth.shell.console.CommandFailure;

/** What a user types to name a plugin. */
final class Names {

    private Names() {}

    /** Returns the reference, tagged {@code latest} if it has neither tag nor digest. */
    static Reference reference(String text) throws CommandFailure {
        return Work.ask(() -> Reference.parse(text).withDefaultTag());
    }
}

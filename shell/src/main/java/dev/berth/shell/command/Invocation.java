package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.shared.event.EventHistory;
import dev.berth.shell.console.Console;
import dev.berth.shell.syntax.ParsedArguments;
import java.nio.file.Path;

/**
 * One call of a command.
 *
 * @param services with a plugin manager that is asked in the name of the shell's user
 * @param folder the one that the session is in
 */
public record Invocation(
        CommandServices services, ParsedArguments arguments, Console console, Path folder) {

    PluginManager manager() {
        return services.manager();
    }

    EventHistory events() {
        return services.events();
    }

    /** Prints a line. */
    void print(String line) {
        console.out().println(line);
    }

    /**
     * Returns whether the output is still read, as far as is known: a pipe may be closed. What was
     * printed is seen.
     */
    boolean isRead() {
        return !console.out().checkError();
    }

    /** Returns the steps that several commands share. */
    InstallSteps steps() {
        return new InstallSteps(manager(), console);
    }
}

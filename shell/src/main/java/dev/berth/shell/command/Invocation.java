package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.console.Console;
import dev.berth.shell.syntax.ParsedArguments;
import java.nio.file.Path;

/**
 * One call of a command.
 *
 * @param manager the plugin manager, asked in the name of the shell's user
 * @param folder the one that the session is in
 */
public record Invocation(
        PluginManager manager, ParsedArguments arguments, Console console, Path folder) {

    /** Prints a line. */
    void print(String line) {
        console.out().println(line);
    }

    /** Returns the steps that several commands share. */
    InstallSteps steps() {
        return new InstallSteps(manager, console);
    }
}

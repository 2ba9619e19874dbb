package dev.berth.shell.gogo;

import dev.berth.shell.command.CommandFunction;
import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.UsageText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * {@code plugin}: an overview of the commands, and with a command's name the command, as it is
 * typed after {@code docker}.
 *
 * @param commands by name
 */
record ScopeFunction(Map<String, Function> commands) implements Function {
    private static final Set<String> HELP = Set.of("-h", "--help", "help");

    @Override
    public Object execute(CommandSession session, List<Object> typed) throws Exception {
        List<String> words = CommandFunction.words(typed);
        if (words.isEmpty() || HELP.contains(words.get(0))) {
            printOverview(Console.of(session).out());
            return null;
        }
        Function command = commands.get(words.get(0));
        if (command == null) {
            throw new CommandFailure(
                    "'%s' is not a plugin command.%nSee 'plugin --help'.".formatted(words.get(0)));
        }
        return command.execute(session, typed.subList(1, typed.size()));
    }

    private static void printOverview(PrintStream out) {
        out.println();
        out.println("Usage:  plugin:COMMAND");
        out.println();
        out.println("Manage plugins");
        print(out, "Commands", CommandTable.DOCKER);
        print(out, "Commands that Docker does not have", CommandTable.MORE);
        out.println();
        out.println("Run 'plugin:COMMAND --help' for more information on a command.");
    }

    private static void print(PrintStream out, String title, List<PluginCommand> commands) {
        out.println();
        out.println(title + ":");
        for (PluginCommand command : commands) {
            CommandSyntax syntax = command.syntax();
            out.printf("  %-11s %s%n", syntax.name(), UsageText.sentence(syntax.summary()));
        }
    }
}

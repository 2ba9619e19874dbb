package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.shared.docker.PluginFilter;
import dev.berth.shared.text.PrintableText;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.FilterArguments;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.view.PluginTable;
import java.time.Instant;
import java.util.List;

/** {@code plugin:ls}: {@code docker plugin ls}, with what each plugin is doing. */
final class ListCommand implements PluginCommand {
    private static final CommandFlag QUIET =
            CommandFlag.of("only display plugin IDs", "-q", "--quiet");
    private static final CommandFlag NO_TRUNC =
            CommandFlag.of("don't truncate output", "--no-trunc");
    private static final CommandFlag FILTER =
            CommandFlag.taking(
                    "filter",
                    "provide filter values: enabled=true|false, capability=volumedriver",
                    "-f",
                    "--filter");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("ls", "list plugins").with(QUIET, NO_TRUNC, FILTER);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        PluginFilter wanted = FilterArguments.parse(call.arguments().all(FILTER));
        boolean whole = call.arguments().has(NO_TRUNC);
        List<Plugin> plugins =
                OperationRunner.ask(call.manager()::list).stream().filter(wanted).toList();
        if (call.arguments().has(QUIET)) {
            plugins.forEach(plugin -> call.print(PluginTable.id(plugin, whole)));
            return;
        }
        PluginTable.lines(plugins, whole, Instant.now()).forEach(call::print);
        plugins.forEach(plugin -> note(call.console(), plugin));
    }

    private static void note(Console console, Plugin plugin) {
        String name = plugin.name().familiar();
        plugin.status()
                .problem()
                .map(PrintableText::lines)
                .ifPresent(problem -> console.err().println(name + ": " + problem));
    }
}

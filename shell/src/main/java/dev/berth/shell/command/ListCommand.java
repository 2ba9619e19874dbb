package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shared.docker.PluginFilter;
import dev.berth.shared.text.PrintableText;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.FilterArguments;
import dev.berth.shell.view.PluginTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:ls}: {@code docker plugin ls}, with what each plugin is doing. */
@Component(service = ListCommand.class)
@GogoCommand(scope = "plugin", function = "ls")
public final class ListCommand {
    private final PluginManager manager;

    @Activate
    public ListCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Lists plugins. */
    @Descriptor("list plugins")
    public void ls(
            CommandSession session,
            @Descriptor("only display plugin IDs")
                    @Parameter(
                            names = {"-q", "--quiet"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean quiet,
            @Descriptor("don't truncate output")
                    @Parameter(names = "--no-trunc", presentValue = "true", absentValue = "false")
                    boolean whole,
            @Descriptor("provide filter values: enabled=true|false, capability=volumedriver")
                    @Parameter(
                            names = {"-f", "--filter"},
                            absentValue = "")
                    String filter,
            @Descriptor("more filters: -f again") String[] rest)
            throws CommandFailure {
        PluginFilter wanted = FilterArguments.parse(filters(filter, rest));
        Console console = Console.of(session);
        List<Plugin> plugins = OperationRunner.ask(manager::list).stream().filter(wanted).toList();
        if (quiet) {
            plugins.forEach(plugin -> console.out().println(PluginTable.id(plugin, whole)));
            return;
        }
        PluginTable.lines(plugins, whole, Instant.now()).forEach(console.out()::println);
        plugins.forEach(plugin -> note(console, plugin));
    }

    private static void note(Console console, Plugin plugin) {
        String name = plugin.name().familiar();
        plugin.status()
                .problem()
                .map(PrintableText::lines)
                .ifPresent(problem -> console.err().println(name + ": " + problem));
    }

    /**
     * Returns all values of {@code -f}; Gogo takes the first, and leaves the others in the rest.
     */
    private static List<String> filters(String first, String[] rest) throws CommandFailure {
        List<String> texts = new ArrayList<>();
        if (!first.isEmpty()) {
            texts.add(first);
        }
        int next = 0;
        while (next + 1 < rest.length && List.of("-f", "--filter").contains(rest[next])) {
            texts.add(rest[next + 1]);
            next += 2;
        }
        CommandArguments.of("plugin:ls", Arrays.copyOfRange(rest, next, rest.length)).exactly(0);
        return texts;
    }
}

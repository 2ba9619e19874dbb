package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.shell.archive.LayoutInput;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.syntax.ParsedArguments;
import java.util.List;
import java.util.stream.Collectors;

/** {@code plugin:load}: installs from an OCI image layout, as {@code docker load} an image. */
final class LoadCommand implements PluginCommand {
    private static final CommandFlag INPUT =
            CommandFlag.taking(
                            "string",
                            "read from an archive or a folder, instead of STDIN",
                            "-i",
                            "--input")
                    .completedBy(Completion.FILES);
    private static final CommandFlag DISABLE =
            CommandFlag.of("do not enable the plugin on load", "--disable");
    private static final CommandFlag FROZEN =
            CommandFlag.of(
                    "load what plugins.lock.json has, with the privileges it has, or nothing",
                    "--frozen");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of(
                            "load",
                            "install a plugin from an OCI image layout: a tar archive, a folder, or"
                                    + " STDIN")
                    .with(INPUT, CommandFlags.ALIAS, DISABLE, CommandFlags.GRANT_ALL, FROZEN)
                    .with(CommandFlags.LOCK)
                    .taking("[PLUGIN]", 0, 1);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        ParsedArguments arguments = call.arguments();
        GrantOption grant = GrantOption.of(call);
        try (LayoutInput place = place(call)) {
            InstallRequest request =
                    InstallRequest.of(wanted(call.manager(), place, arguments.words()))
                            .withLayout(place.path());
            String alias = arguments.value(CommandFlags.ALIAS, "");
            Plugin plugin =
                    arguments.has(FROZEN)
                            ? call.steps().installLocked(request, alias, grant.lock(), "loaded")
                            : call.steps().install(request, alias, grant, "loading");
            if (!arguments.has(DISABLE)) {
                call.steps().enable(plugin);
            }
            call.print("Loaded plugin: " + plugin.name().familiar());
        }
    }

    private static LayoutInput place(Invocation call) throws CommandFailure {
        String input = call.arguments().value(INPUT, "");
        if (!input.isEmpty()) {
            return LayoutInput.at(call.folder().resolve(input));
        }
        if (call.console().inputIsTerminal()) {
            throw new CommandFailure(
                    "requested load from stdin, but stdin is empty. Use the -i flag or redirect");
        }
        return LayoutInput.of(call.console().in());
    }

    private static PluginReference wanted(
            PluginManager manager, LayoutInput place, List<String> words) throws CommandFailure {
        List<PluginReference> there = OperationRunner.await(manager.contents(place.path()));
        if (!words.isEmpty()) {
            return NameArguments.reference(words.get(0));
        }
        if (there.isEmpty()) {
            throw new CommandFailure(
                    "the plugin in %s has no name: give it one, \"plugin:load -i %s PLUGIN\""
                            .formatted(place.path(), place.path()));
        }
        if (there.size() > 1) {
            throw new CommandFailure(
                    "%s holds %d plugins, say which: %s"
                            .formatted(
                                    place.path(),
                                    there.size(),
                                    there.stream()
                                            .map(PluginReference::familiar)
                                            .collect(Collectors.joining(", "))));
        }
        return there.get(0);
    }
}

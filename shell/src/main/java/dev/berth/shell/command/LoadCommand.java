package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.shell.archive.LayoutInput;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.ShellRequester;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:load}: installs from an OCI image layout, as {@code docker load} an image. */
@Component(service = LoadCommand.class)
@GogoCommand(scope = "plugin", function = "load")
public final class LoadCommand {
    private final PluginManager manager;

    @Activate
    public LoadCommand(@Reference PluginManager manager) {
        this.manager = ShellRequester.of(manager);
    }

    /** Installs a plugin from an archive or a folder. */
    @Descriptor("install a plugin from an OCI image layout: a tar archive, a folder, or STDIN")
    public void load(
            CommandSession session,
            @Descriptor("read from an archive or a folder, instead of STDIN")
                    @Parameter(
                            names = {"-i", "--input"},
                            absentValue = "")
                    @CompletedBy(CompletedBy.FILES)
                    String input,
            @Descriptor("local name for the plugin") @Parameter(names = "--alias", absentValue = "")
                    String alias,
            @Descriptor("do not enable the plugin on load")
                    @Parameter(names = "--disable", presentValue = "true", absentValue = "false")
                    boolean disable,
            @Descriptor("grant all permissions necessary to run the plugin")
                    @Parameter(
                            names = "--grant-all-permissions",
                            presentValue = "true",
                            absentValue = "false")
                    boolean grantAll,
            @Descriptor("[PLUGIN], if the layout holds several or does not name it")
                    @CompletedBy(CompletedBy.FILES)
                    String[] rest)
            throws CommandFailure {
        CommandArguments arguments = CommandArguments.of("plugin:load", rest).atMost(1);
        Console console = Console.of(session);
        try (LayoutInput place = place(session, console, input)) {
            InstallRequest request =
                    InstallRequest.of(wanted(place, arguments.words())).withLayout(place.path());
            InstallSteps steps = new InstallSteps(manager, console);
            Plugin plugin =
                    steps.install(request, alias, GrantOption.of(grantAll, session), "loading");
            if (!disable) {
                steps.enable(plugin);
            }
            console.out().println("Loaded plugin: " + plugin.name().familiar());
        }
    }

    private static LayoutInput place(CommandSession session, Console console, String input)
            throws CommandFailure {
        if (!input.isEmpty()) {
            return LayoutInput.at(session.currentDir().resolve(input));
        }
        if (console.inputIsTerminal()) {
            throw new CommandFailure(
                    "requested load from stdin, but stdin is empty. Use the -i flag or redirect");
        }
        return LayoutInput.of(console.in());
    }

    private PluginReference wanted(LayoutInput place, List<String> words) throws CommandFailure {
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

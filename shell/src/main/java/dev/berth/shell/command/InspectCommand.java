package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.view.InspectOutput;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:inspect}: {@code docker plugin inspect}. */
@Component(service = InspectCommand.class)
@GogoCommand(scope = "plugin", function = "inspect")
public final class InspectCommand {
    private final PluginManager manager;

    @Activate
    public InspectCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Shows all that is known of plugins. */
    @Descriptor("display detailed information on one or more plugins")
    public void inspect(
            CommandSession session,
            @Descriptor("PLUGIN [PLUGIN...]") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        List<Plugin> plugins = new ArrayList<>();
        for (String name : CommandArguments.of("plugin:inspect", rest).atLeast(1).words()) {
            plugins.add(OperationRunner.ask(() -> manager.find(name)));
        }
        Console.of(session).out().println(InspectOutput.of(plugins));
    }
}

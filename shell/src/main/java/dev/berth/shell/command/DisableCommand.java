package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:disable}: {@code docker plugin disable}. */
@Component(service = DisableCommand.class)
@GogoCommand(scope = "plugin", function = "disable")
public final class DisableCommand {
    private final PluginManager manager;

    @Activate
    public DisableCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Stops a plugin. */
    @Descriptor("disable a plugin")
    public void disable(
            CommandSession session,
            @Descriptor("force the disable of an active plugin")
                    @Parameter(
                            names = {"-f", "--force"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean force,
            @Descriptor("PLUGIN") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        String name = CommandArguments.of("plugin:disable", rest).exactly(1).first();
        OperationRunner.await(manager.disable(name, force));
        Console.of(session).out().println(name);
    }
}

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

/** {@code plugin:set}: {@code docker plugin set}. */
@Component(service = SetCommand.class)
@GogoCommand(scope = "plugin", function = "set")
public final class SetCommand {
    private final PluginManager manager;

    @Activate
    public SetCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Changes settings of a disabled plugin. */
    @Descriptor("change settings for a plugin")
    public void set(
            CommandSession session,
            @Descriptor(
                            "grant the folders, devices and secrets of the host that are set, and"
                                    + " lift measures")
                    @Parameter(
                            names = "--grant-all-permissions",
                            presentValue = "true",
                            absentValue = "false")
                    boolean grantAll,
            @Descriptor("PLUGIN KEY=VALUE [KEY=VALUE...]") @CompletedBy(CompletedBy.PLUGIN_NAMES)
                    String[] rest)
            throws CommandFailure {
        CommandArguments arguments = CommandArguments.of("plugin:set", rest).atLeast(2);
        new InstallSteps(manager, Console.of(session))
                .set(arguments.first(), arguments.rest(), grantAll);
    }
}

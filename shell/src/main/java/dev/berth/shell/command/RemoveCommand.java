package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:rm}: {@code docker plugin rm}. */
@Component(service = RemoveCommand.class)
@GogoCommand(scope = "plugin", function = "rm")
public final class RemoveCommand {
    private final PluginManager manager;

    @Activate
    public RemoveCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Removes plugins; one that cannot be removed does not keep the others from being. */
    @Descriptor("remove one or more plugins")
    public void rm(
            CommandSession session,
            @Descriptor("force the removal of an active plugin")
                    @Parameter(
                            names = {"-f", "--force"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean force,
            @Descriptor("PLUGIN [PLUGIN...]") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        List<String> failures = new ArrayList<>();
        for (String name : CommandArguments.of("plugin:rm", rest).atLeast(1).words()) {
            try {
                OperationRunner.await(manager.remove(name, force));
                Console.of(session).out().println(name);
            } catch (CommandFailure e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new CommandFailure(String.join("\n", failures));
        }
    }
}

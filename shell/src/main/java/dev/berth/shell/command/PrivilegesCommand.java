package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:privileges}: what an install would ask for. */
@Component(service = PrivilegesCommand.class)
@GogoCommand(scope = "plugin", function = "privileges")
public final class PrivilegesCommand {
    private final PluginManager manager;

    @Activate
    public PrivilegesCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Shows what a plugin in a registry would ask for. */
    @Descriptor("show the privileges that a plugin in a registry asks for")
    public void privileges(CommandSession session, @Descriptor("PLUGIN") String[] rest)
            throws CommandFailure {
        String name = CommandArguments.of("plugin:privileges", rest).exactly(1).first();
        Console console = Console.of(session);
        InstallRequest request = InstallRequest.of(NameArguments.reference(name));
        for (Privilege privilege : OperationRunner.await(manager.privileges(request))) {
            console.out().println(ConsentPrompt.line(privilege));
        }
    }
}

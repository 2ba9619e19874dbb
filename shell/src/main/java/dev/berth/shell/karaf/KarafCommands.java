package dev.berth.shell.karaf;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.DesiredStateSlot;
import dev.berth.shell.event.ShellEvents;
import dev.berth.shell.gogo.GogoCommands;
import dev.berth.shell.syntax.CommandSyntax;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers the plugin commands with Karaf's shell, where that is. */
@Component(
        service = {},
        immediate = true)
public final class KarafCommands {
    private final Registry registry;
    private final List<Command> commands = new ArrayList<>();

    @Activate
    public KarafCommands(
            @Reference SessionFactory sessions,
            @Reference PluginManager manager,
            @Reference ShellEvents events,
            @Reference DesiredStateSlot desired) {
        CommandServices services = new CommandServices(manager, events, desired);
        registry = sessions.getRegistry();
        commands.add(new KarafSubshell(GogoCommands.functions(services).get(CommandSyntax.SCOPE)));
        CommandTable.ALL.forEach(command -> commands.add(new KarafCommand(command, services)));
        commands.forEach(registry::register);
    }

    @Deactivate
    void stop() {
        commands.forEach(registry::unregister);
    }
}

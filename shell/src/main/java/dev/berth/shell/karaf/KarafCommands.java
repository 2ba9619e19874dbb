package dev.berth.shell.karaf;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.command.CommandTable;
import dev.berth.shell.command.DesiredStateSlot;
import dev.berth.shell.event.ShellEvents;
import java.util.List;
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
    private final List<KarafCommand> commands;

    @Activate
    public KarafCommands(
            @Reference SessionFactory sessions,
            @Reference PluginManager manager,
            @Reference ShellEvents events,
            @Reference DesiredStateSlot desired) {
        CommandServices services = new CommandServices(manager, events, desired);
        registry = sessions.getRegistry();
        commands =
                CommandTable.ALL.stream()
                        .map(command -> new KarafCommand(command, services))
                        .toList();
        commands.forEach(registry::register);
    }

    @Deactivate
    void stop() {
        commands.forEach(registry::unregister);
    }
}

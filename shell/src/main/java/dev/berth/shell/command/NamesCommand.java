package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.console.CommandFailure;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:names}: the list for tab completion and scripts. */
@Component(service = NamesCommand.class)
@GogoCommand(scope = "plugin", function = "names")
public final class NamesCommand {
    private final PluginManager manager;

    @Activate
    public NamesCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Returns the names of the plugins. */
    @Descriptor("the names of all plugins, as a list for scripts")
    public List<String> names() throws CommandFailure {
        return OperationRunner.ask(manager::list).stream()
                .map(plugin -> plugin.name().familiar())
                .toList();
    }
}

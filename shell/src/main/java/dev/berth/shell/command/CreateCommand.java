package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.shell.archive.TarStream;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:create}: {@code docker plugin create}. */
@Component(service = CreateCommand.class)
@GogoCommand(scope = "plugin", function = "create")
public final class CreateCommand {
    private final PluginManager manager;

    @Activate
    public CreateCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Creates a plugin from a folder. */
    @Descriptor("create a plugin from a rootfs and a configuration")
    public void create(
            CommandSession session,
            @Descriptor("PLUGIN PLUGIN-DATA-DIR, a folder with config.json and rootfs/")
                    @CompletedBy(CompletedBy.FILES)
                    String[] rest)
            throws CommandFailure {
        CommandArguments arguments = CommandArguments.of("plugin:create", rest).exactly(2);
        PluginReference name = NameArguments.reference(arguments.first());
        Path folder = session.currentDir().resolve(arguments.rest().get(0));
        OperationRunner.await(manager.create(name, TarStream.of(folder)));
        Console.of(session).out().println(arguments.first());
    }
}

package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.shared.docker.ProgressLine;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.progress.ProgressDisplay;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:push}: {@code docker plugin push}. */
@Component(service = PushCommand.class)
@GogoCommand(scope = "plugin", function = "push")
public final class PushCommand {
    private final PluginManager manager;

    @Activate
    public PushCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Sends a plugin to the registry that its name names. */
    @Descriptor("push a plugin to a registry")
    public void push(
            CommandSession session,
            @Descriptor("PLUGIN") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        String name = CommandArguments.of("plugin:push", rest).exactly(1).first();
        Console console = Console.of(session);
        PluginReference target = OperationRunner.ask(() -> manager.find(name)).name();
        console.out().println(ProgressLine.pushing(target).status());
        Plugin pushed =
                OperationRunner.await(
                        manager.push(name, Optional.empty(), ProgressDisplay.on(console)));
        console.out().printf("%s: digest: %s%n", target.tag().orElse(""), pushed.digest());
    }
}

package dev.berth.shell.command;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginManager;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.ShellRequester;
import java.time.Duration;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:enable}: {@code docker plugin enable}. */
@Component(service = EnableCommand.class)
@GogoCommand(scope = "plugin", function = "enable")
public final class EnableCommand {
    private final PluginManager manager;

    @Activate
    public EnableCommand(@Reference PluginManager manager) {
        this.manager = ShellRequester.of(manager);
    }

    /** Starts a plugin. */
    @Descriptor("enable a plugin")
    public void enable(
            CommandSession session,
            @Descriptor("seconds for its start and for each call to it; 0 for calls without limit")
                    @Parameter(names = "--timeout", absentValue = "30")
                    String timeout,
            @Descriptor("PLUGIN") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        String name = CommandArguments.of("plugin:enable", rest).exactly(1).first();
        OperationRunner.await(manager.enable(name, options(timeout)));
        Console.of(session).out().println(name);
    }

    private static EnableOptions options(String timeout) throws CommandFailure {
        if (!timeout.matches("[0-9]{1,9}")) {
            throw new CommandFailure(
                    "invalid timeout \"%s\": give a number of seconds".formatted(timeout));
        }
        Duration limit = Duration.ofSeconds(Long.parseLong(timeout));
        // No limit for calls does not mean to wait for ever for a plugin that never starts.
        Duration start = limit.isZero() ? EnableOptions.DEFAULT.start() : limit;
        return EnableOptions.DEFAULT.withStart(start).withCall(limit);
    }
}

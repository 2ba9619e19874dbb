package dev.berth.shell.command;

import dev.berth.plugin.EnableOptions;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.time.Duration;

/** {@code plugin:enable}: {@code docker plugin enable}. */
final class EnableCommand implements PluginCommand {
    private static final CommandFlag TIMEOUT =
            CommandFlag.taking(
                    "seconds",
                    "for its start and for each call to it; 0 for calls without limit"
                            + " (default 30)",
                    "--timeout");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("enable", "enable a plugin")
                    .with(TIMEOUT)
                    .taking("PLUGIN", 1, 1, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String name = call.arguments().first();
        EnableOptions options = options(call.arguments().value(TIMEOUT, "30"));
        OperationRunner.await(call.manager().enable(name, options));
        call.print(name);
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

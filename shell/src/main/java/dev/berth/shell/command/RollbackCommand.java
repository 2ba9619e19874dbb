package dev.berth.shell.command;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RollbackOptions;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.syntax.ParsedArguments;

/** {@code plugin:rollback}, which Docker does not have. */
final class RollbackCommand implements PluginCommand {
    private static final CommandFlag HOT =
            CommandFlag.of("roll an enabled plugin back without a pause", "--hot");
    private static final CommandFlag TRIAL =
            CommandFlag.taking(
                    "seconds",
                    "that --hot watches the earlier version before it takes over (default 5)",
                    "--trial");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("rollback", "return a plugin to the version before an upgrade")
                    .with(HOT, TRIAL)
                    .taking("PLUGIN [DIGEST]", 1, 2, Completion.PLUGIN_NAMES, Completion.NONE);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        ParsedArguments arguments = call.arguments();
        RollbackOptions options =
                TrialArgument.of(arguments, HOT, TRIAL)
                        .map(RollbackOptions.DEFAULT::withHot)
                        .orElse(RollbackOptions.DEFAULT);
        if (!arguments.rest().isEmpty()) {
            options = options.withVersion(digest(arguments.rest().get(0)));
        }
        Plugin plugin = OperationRunner.await(call.manager().rollback(arguments.first(), options));
        call.print(
                "Rolled back plugin %s to %s".formatted(plugin.name().familiar(), version(plugin)));
    }

    private static Digest digest(String text) throws CommandFailure {
        return OperationRunner.ask(() -> Digest.parse(text));
    }

    /** A plugin that was created from files has no reference. */
    private static String version(Plugin plugin) {
        String digest = plugin.digest().toString();
        return plugin.source()
                .map(PluginReference::familiar)
                .map(r -> r + "@" + digest)
                .orElse(digest);
    }
}

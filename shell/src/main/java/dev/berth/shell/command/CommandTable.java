package dev.berth.shell.command;

import java.util.List;
import java.util.stream.Stream;

/** All commands: those of {@code docker plugin}, and those that Docker does not have. */
public final class CommandTable {
    /** In the order of {@code docker plugin --help}. */
    public static final List<PluginCommand> DOCKER =
            List.of(
                    new CreateCommand(),
                    new DisableCommand(),
                    new EnableCommand(),
                    new InspectCommand(),
                    new InstallCommand(),
                    new ListCommand(),
                    new PushCommand(),
                    new RemoveCommand(),
                    new SetCommand(),
                    new UpgradeCommand());

    /** What Docker has for images or containers alone, or not at all. */
    public static final List<PluginCommand> MORE =
            List.of(
                    new ApplyCommand(),
                    new EventsCommand(),
                    new LoadCommand(),
                    new LockCommand(),
                    new LogsCommand(),
                    new PrivilegesCommand(),
                    new RollbackCommand(),
                    new SaveCommand(),
                    new StatsCommand());

    /** All of them. */
    public static final List<PluginCommand> ALL =
            Stream.concat(DOCKER.stream(), MORE.stream()).toList();

    private CommandTable() {}
}

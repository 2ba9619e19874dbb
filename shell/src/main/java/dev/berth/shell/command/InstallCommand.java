package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.ShellRequester;
import dev.berth.shell.lock.LockFile;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:install}: {@code docker plugin install}. */
@Component(service = InstallCommand.class)
@GogoCommand(scope = "plugin", function = "install")
public final class InstallCommand {
    private final PluginManager manager;

    @Activate
    public InstallCommand(@Reference PluginManager manager) {
        this.manager = ShellRequester.of(manager);
    }

    /** Installs a plugin: asks for consent, pulls, sets, enables. */
    @Descriptor("install a plugin")
    public void install(
            CommandSession session,
            @Descriptor("local name for the plugin") @Parameter(names = "--alias", absentValue = "")
                    String alias,
            @Descriptor("do not enable the plugin on install")
                    @Parameter(names = "--disable", presentValue = "true", absentValue = "false")
                    boolean disable,
            @Descriptor("grant all permissions necessary to run the plugin")
                    @Parameter(
                            names = "--grant-all-permissions",
                            presentValue = "true",
                            absentValue = "false")
                    boolean grantAll,
            @Descriptor(
                            "install what plugins.lock.json has, with the privileges it has, or"
                                    + " nothing")
                    @Parameter(names = "--frozen", presentValue = "true", absentValue = "false")
                    boolean frozen,
            @Descriptor("the lock file, if it is another")
                    @Parameter(names = "--lock", absentValue = LockFile.NAME)
                    @CompletedBy(CompletedBy.FILES)
                    String lock,
            @Descriptor("PLUGIN [KEY=VALUE...]") String[] rest)
            throws CommandFailure {
        CommandArguments arguments = CommandArguments.of("plugin:install", rest).atLeast(1);
        Console console = Console.of(session);
        InstallRequest request = InstallRequest.of(NameArguments.reference(arguments.first()));
        GrantOption grant = GrantOption.of(grantAll, session, lock);
        InstallSteps steps = new InstallSteps(manager, console);
        Plugin plugin =
                frozen
                        ? steps.installLocked(request, alias, grant.lock())
                        : steps.install(request, alias, grant, "installing");
        if (!arguments.rest().isEmpty()) {
            steps.set(plugin.name().familiar(), arguments.rest(), grantAll);
        }
        if (!disable) {
            steps.enable(plugin);
        }
        console.out().println("Installed plugin " + arguments.first());
    }
}

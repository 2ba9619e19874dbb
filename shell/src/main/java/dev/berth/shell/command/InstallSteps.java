package dev.berth.shell.command;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.progress.ProgressDisplay;
import java.util.List;

/** The steps that several commands share. */
record InstallSteps(PluginManager manager, Console console) {

    /**
     * Asks for consent and installs, showing the progress.
     *
     * @param alias the local name, or empty
     * @param verb for the error without consent, {@code installing}
     */
    Plugin install(InstallRequest request, String alias, GrantOption grant, String verb)
            throws CommandFailure {
        InstallRequest named =
                alias.isEmpty() ? request : request.withAlias(NameArguments.reference(alias));
        AvailablePlugin found = OperationRunner.await(manager.resolve(named));
        InstallRequest granted = ConsentPrompt.granted(console, named, found, grant, verb);
        return OperationRunner.await(manager.install(granted, ProgressDisplay.on(console)));
    }

    /**
     * Installs what a lock file has of a plugin, with the consent that it has; nobody is asked.
     *
     * @param verb for the error, {@code installed}
     * @throws CommandFailure if the plugin is another by now, or asks for something else
     */
    Plugin installLocked(InstallRequest request, String alias, LockedConsent lock, String verb)
            throws CommandFailure {
        InstallRequest named =
                alias.isEmpty() ? request : request.withAlias(NameArguments.reference(alias));
        AvailablePlugin found = OperationRunner.await(manager.resolve(named));
        InstallRequest locked = lock.frozen(named, found, verb);
        return OperationRunner.await(manager.install(locked, ProgressDisplay.on(console)));
    }

    /** Changes settings, and asks for consent to the folders and devices that they name. */
    void set(String name, List<String> settings, boolean grantAll) throws CommandFailure {
        List<Privilege> more = OperationRunner.await(manager.settingPrivileges(name, settings));
        ConsentPrompt.require(console, name, more, grantAll, "setting");
        OperationRunner.await(manager.set(name, settings, more));
    }

    void enable(Plugin plugin) throws CommandFailure {
        OperationRunner.await(manager.enable(plugin.name().familiar(), EnableOptions.DEFAULT));
    }
}

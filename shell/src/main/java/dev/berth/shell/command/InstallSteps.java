package dev.berth.shell.command;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.progress.ProgressDisplay;

/** The steps that {@code plugin:install} and {@code plugin:load} share. */
record InstallSteps(PluginManager manager, Console console) {

    /**
     * Asks for consent and installs, showing the progress.
     *
     * @param alias the local name, or empty
     * @param verb for the error without consent, {@code installing}
     */
    Plugin install(InstallRequest request, String alias, boolean grantAll, String verb)
            throws CommandFailure {
        InstallRequest named =
                alias.isEmpty() ? request : request.withAlias(NameArguments.reference(alias));
        InstallRequest granted = ConsentPrompt.granted(manager, console, named, grantAll, verb);
        return OperationRunner.await(manager.install(granted, ProgressDisplay.on(console)));
    }

    void enable(Plugin plugin) throws CommandFailure {
        OperationRunner.await(manager.enable(plugin.name().familiar(), EnableOptions.DEFAULT));
    }
}

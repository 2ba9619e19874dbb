package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks the user to grant a plugin's privileges, in Docker's words. */
final class ConsentPrompt {
    private static final Set<String> YES = Set.of("y", "yes");

    private ConsentPrompt() {}

    /**
     * Returns a request with all privileges granted that the plugin asks for, by the user.
     *
     * @param grantAll whether the user has granted them already
     * @param verb for the error, {@code installing}
     * @throws CommandFailure if the user does not, or there is no such plugin
     */
    static InstallRequest granted(
            PluginManager manager,
            Console console,
            InstallRequest request,
            boolean grantAll,
            String verb)
            throws CommandFailure {
        List<Privilege> privileges = OperationRunner.await(manager.privileges(request));
        return granted(console, request, privileges, grantAll, verb);
    }

    /**
     * Returns a request with these privileges granted by the user.
     *
     * @throws CommandFailure if the user does not
     */
    static InstallRequest granted(
            Console console,
            InstallRequest request,
            List<Privilege> privileges,
            boolean grantAll,
            String verb)
            throws CommandFailure {
        if (!privileges.isEmpty() && !grantAll) {
            String name = request.reference().familiar();
            console.out().printf("Plugin \"%s\" is requesting the following privileges:%n", name);
            privileges.forEach(privilege -> console.out().println(line(privilege)));
            if (!agreed(console, "Do you grant the above permissions?")) {
                throw new CommandFailure(
                        "permission denied while %s plugin %s".formatted(verb, name));
            }
        }
        return request.withPrivileges(privileges);
    }

    /** Asks a question, and returns whether the reply is y. */
    static boolean agreed(Console console, String question) throws CommandFailure {
        try {
            return console.ask(question + " [y/N] ")
                    .map(answer -> YES.contains(answer.toLowerCase(Locale.ROOT)))
                    .orElse(false);
        } catch (IOException e) {
            throw new CommandFailure("cannot read the answer: " + e.getMessage(), e);
        }
    }

    /** Returns {@code " - mount: [/var/lib]"}. */
    static String line(Privilege privilege) {
        return " - %s: [%s]".formatted(privilege.name(), String.join(" ", privilege.value()));
    }
}

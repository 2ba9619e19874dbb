package dev.berth.shell.command;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Consent;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Privilege;
import dev.berth.shared.display.PrivilegeText;
import dev.berth.shared.text.PrintableText;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.lock.LockEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks the user to grant a plugin's privileges, in Docker's words. */
final class ConsentPrompt {
    private static final Set<String> YES = Set.of("y", "yes");

    private ConsentPrompt() {}

    /**
     * Returns a request for what was looked at, with its privileges granted by the user.
     *
     * @param grant whether the user has granted them already
     * @param verb for the error, {@code installing}
     * @throws CommandFailure if the user does not
     */
    static InstallRequest granted(
            Console console,
            InstallRequest request,
            AvailablePlugin found,
            GrantOption grant,
            String verb)
            throws CommandFailure {
        Consent consent = grant.all() ? grant.lock().unasked(request, found) : Consent.ASKED;
        String name = request.reference().familiar();
        require(console, name, found.privileges(), grant.all(), verb);
        return request.withDigest(LockEntry.digest(found))
                .withPrivileges(found.privileges())
                .withConsent(consent);
    }

    /**
     * Shows privileges, and asks the user to grant them; asks nothing if there are none.
     *
     * @param verb for the error, {@code installing}
     * @throws CommandFailure if the user does not
     */
    static void require(
            Console console, String name, List<Privilege> privileges, boolean grantAll, String verb)
            throws CommandFailure {
        if (privileges.isEmpty() || grantAll) {
            return;
        }
        console.out().printf("Plugin \"%s\" is requesting the following privileges:%n", name);
        privileges.forEach(privilege -> console.out().println(line(privilege)));
        if (!agreed(console, "Do you grant the above permissions?")) {
            throw new CommandFailure("permission denied while %s plugin %s".formatted(verb, name));
        }
    }

    /** Asks a question, and returns whether the reply is y. */
    static boolean agreed(Console console, String question) throws CommandFailure {
        try {
            return console.ask(question + " [y/N] ")
                    .map(answer -> YES.contains(answer.toLowerCase(Locale.ROOT)))
                    .orElse(false);
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw new CommandFailure("cancelled", e);
        } catch (IOException e) {
            throw new CommandFailure("cannot read the answer: " + e.getMessage(), e);
        }
    }

    /** Returns {@code " - mount: [/var/lib]"}. */
    static String line(Privilege privilege) {
        return " - " + PrintableText.line(PrivilegeText.of(privilege));
    }
}

package dev.berth.shell.command;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Consent;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginReference;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.lock.LockEntry;
import dev.berth.shell.lock.LockFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The consent that a lock file has to the plugin of a reference; nobody is asked. */
record LockedConsent(Path file) {

    /**
     * Returns a request for exactly what the file has.
     *
     * @param found the plugin with all that it asks for
     * @param verb for the error, {@code installed}
     * @throws CommandFailure if the plugin is another by now, or asks for something else
     */
    InstallRequest frozen(InstallRequest request, AvailablePlugin found, String verb)
            throws CommandFailure {
        LockEntry entry =
                entry(request).orElseThrow(() -> notLocked(request, verb, "is not in it"));
        if (!entry.names(found)) {
            String why =
                    "is %s now, and it has %s".formatted(LockEntry.digest(found), entry.digest());
            throw notLocked(request, verb, why);
        }
        if (!entry.grants(found.privileges())) {
            throw notLocked(request, verb, "asks for other privileges than it has");
        }
        return request.withDigest(entry.digest())
                .withPrivileges(found.privileges())
                .withConsent(Consent.LOCKED);
    }

    /**
     * Returns how a plugin is consented to of which all permissions are granted: a file that is
     * there bounds them.
     *
     * @throws CommandFailure if the plugin asks for more than the file has
     */
    Consent unasked(InstallRequest request, AvailablePlugin found) throws CommandFailure {
        if (found.privileges().isEmpty() || Files.notExists(file)) {
            return Consent.UNASKED;
        }
        Optional<LockEntry> entry = entry(request);
        if (entry.isEmpty() || !entry.get().covers(found.privileges())) {
            throw new CommandFailure(
                    ("plugin %s asks for privileges that %s does not have, and"
                         + " --grant-all-permissions grants no others where that is: leave it out,"
                         + " to be asked, and renew the file with \"plugin:lock\"")
                            .formatted(name(request), file.getFileName()));
        }
        boolean exactly = entry.get().names(found) && entry.get().grants(found.privileges());
        return exactly ? Consent.LOCKED : Consent.UNASKED;
    }

    private Optional<LockEntry> entry(InstallRequest request) throws CommandFailure {
        return Optional.ofNullable(LockFile.read(file).get(name(request)));
    }

    private static String name(InstallRequest request) {
        PluginReference reference = request.reference().withDefaultTag();
        return reference.familiar();
    }

    private CommandFailure notLocked(InstallRequest request, String verb, String why) {
        return new CommandFailure(
                ("plugin %s is not %s, frozen by %s: it %s; do it without --frozen, and renew the"
                                + " file with \"plugin:lock\"")
                        .formatted(name(request), verb, file.getFileName(), why));
    }
}

package dev.berth.shell.command;

import dev.berth.shell.lock.LockFile;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;

/**
 * What the user has said of his consent in the command.
 *
 * @param all whether all permissions are granted
 * @param lock what bounds that, if it is there
 */
record GrantOption(boolean all, LockedConsent lock) {

    /** Returns a grant bounded by the lock file of the folder where the command is typed. */
    static GrantOption of(boolean all, CommandSession session) {
        return of(all, session, LockFile.NAME);
    }

    static GrantOption of(boolean all, CommandSession session, String lock) {
        Path file = session.currentDir().resolve(lock);
        return new GrantOption(all, new LockedConsent(file));
    }
}

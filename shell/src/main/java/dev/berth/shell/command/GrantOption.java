package dev.berth.shell.command;

import dev.berth.shell.lock.LockFile;

/**
 * What the user has said of his consent in the command.
 *
 * @param all whether all permissions are granted
 * @param lock what bounds that, if it is there
 */
record GrantOption(boolean all, LockedConsent lock) {

    /** Returns a grant bounded by the lock file, that of the session's folder if none is named. */
    static GrantOption of(Invocation call) {
        String lock = call.arguments().value(CommandFlags.LOCK, LockFile.NAME);
        return new GrantOption(
                call.arguments().has(CommandFlags.GRANT_ALL),
                new LockedConsent(call.folder().resolve(lock)));
    }
}

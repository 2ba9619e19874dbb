package dev.berth.shell.command;

import dev.berth.shell.lock.LockFile;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.Completion;

/** The flags that several commands have. */
final class CommandFlags {
    static final CommandFlag GRANT_ALL =
            CommandFlag.of(
                    "grant all permissions necessary to run the plugin", "--grant-all-permissions");
    static final CommandFlag ALIAS =
            CommandFlag.taking("string", "local name for the plugin", "--alias");

    /** Its value when it is absent is {@link LockFile#NAME}. */
    static final CommandFlag LOCK =
            CommandFlag.taking("file", "the lock file, if it is another", "--lock")
                    .completedBy(Completion.FILES);

    private CommandFlags() {}
}

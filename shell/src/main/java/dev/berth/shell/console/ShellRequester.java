package dev.berth.shell.console;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Requester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who types commands: the user and process that the shell runs in. Who comes in through a remote
 * console is for that console to know.
 */
public final class ShellRequester {
    private ShellRequester() {}

    /** Returns a manager that puts what is asked of it down to the shell's user. */
    public static PluginManager of(PluginManager manager) {
        Requester shell =
                Requester.of("shell")
                        .withUser(System.getProperty("user.name", ""))
                        .withProcessId(ProcessHandle.current().pid());
        try {
            int id = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return manager.requestedBy(shell.withUserId(id));
        } catch (IOException e) {
            return manager.requestedBy(shell);
        }
    }
}

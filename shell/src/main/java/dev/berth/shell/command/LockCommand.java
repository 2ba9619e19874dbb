package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.lock.LockEntry;
import dev.berth.shell.lock.LockFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:lock}: writes what is installed, and was consented to, into a lock file. */
@Component(service = LockCommand.class)
@GogoCommand(scope = "plugin", function = "lock")
public final class LockCommand {
    private final PluginManager manager;

    @Activate
    public LockCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Writes the lock file anew. */
    @Descriptor(
            "write the digests, signers and privileges of what is installed into plugins.lock.json")
    public void lock(
            CommandSession session,
            @Descriptor("[FILE]") @CompletedBy(CompletedBy.FILES) String[] rest)
            throws CommandFailure {
        CommandArguments arguments = CommandArguments.of("plugin:lock", rest).atMost(1);
        String name = arguments.words().isEmpty() ? LockFile.NAME : arguments.first();
        Console console = Console.of(session);
        Map<String, LockEntry> entries = new TreeMap<>();
        for (Plugin plugin : OperationRunner.ask(manager::list)) {
            if (plugin.source().isEmpty()) {
                console.out().printf("not locked: %s, made of files%n", plugin.name().familiar());
            } else {
                add(plugin, entries);
            }
        }
        LockFile.write(session.currentDir().resolve(name), entries);
        console.out().printf("Locked %d plugins in %s%n", entries.size(), name);
    }

    private void add(Plugin plugin, Map<String, LockEntry> entries) throws CommandFailure {
        byte[] config = plugin.config().document().getBytes(StandardCharsets.UTF_8);
        LockEntry entry =
                new LockEntry(
                        plugin.index().orElse(plugin.digest()),
                        plugin.signedBy(),
                        OperationRunner.await(manager.configPrivileges(config)));
        String source = plugin.source().orElseThrow().familiar();
        LockEntry before = entries.put(source, entry);
        if (before != null && !before.equals(entry)) {
            throw new CommandFailure(
                    "%s is installed twice, as %s and as %s: one of them has to go first"
                            .formatted(source, before.digest(), entry.digest()));
        }
    }
}

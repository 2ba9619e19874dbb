package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.lock.LockEntry;
import dev.berth.shell.lock.LockFile;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code plugin:lock}: writes what is installed, and was consented to, into a lock file. */
final class LockCommand implements PluginCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of(
                            "lock",
                            "write the digests, signers and privileges of what is installed into"
                                    + " plugins.lock.json")
                    .taking("[FILE]", 0, 1, Completion.FILES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<String> words = call.arguments().words();
        String name = words.isEmpty() ? LockFile.NAME : words.get(0);
        Map<String, LockEntry> entries = new TreeMap<>();
        for (Plugin plugin : OperationRunner.ask(call.manager()::list)) {
            if (plugin.source().isEmpty()) {
                call.print("not locked: %s, made of files".formatted(plugin.name().familiar()));
            } else {
                add(call.manager(), plugin, entries);
            }
        }
        LockFile.write(call.folder().resolve(name), entries);
        call.print("Locked %d plugins in %s".formatted(entries.size(), name));
    }

    private static void add(PluginManager manager, Plugin plugin, Map<String, LockEntry> entries)
            throws CommandFailure {
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

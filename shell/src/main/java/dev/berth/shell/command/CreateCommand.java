package dev.berth.shell.command;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.shell.archive.TarStream;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.syntax.ParsedArguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code plugin:create}: {@code docker plugin create}. */
final class CreateCommand implements PluginCommand {
    private static final int LARGEST_CONFIG = 4 * 1024 * 1024;
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("create", "create a plugin from a rootfs and configuration")
                    .with(CommandFlags.GRANT_ALL)
                    .taking("PLUGIN PLUGIN-DATA-DIR", 2, 2, Completion.NONE, Completion.FILES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        ParsedArguments arguments = call.arguments();
        PluginReference name = NameArguments.reference(arguments.first());
        Path folder = call.folder().resolve(arguments.rest().get(0));
        List<Privilege> asked =
                OperationRunner.await(call.manager().configPrivileges(config(folder)));
        ConsentPrompt.require(
                call.console(),
                name.familiar(),
                asked,
                arguments.has(CommandFlags.GRANT_ALL),
                "creating");
        // With another config by now it would ask for something else, and be refused.
        OperationRunner.await(call.manager().create(name, TarStream.of(folder), asked));
        call.print(arguments.first());
    }

    private static byte[] config(Path folder) throws CommandFailure {
        Path file = folder.resolve("config.json");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] config = in.readNBytes(LARGEST_CONFIG + 1);
            if (config.length <= LARGEST_CONFIG) {
                return config;
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure("open %s: no such file or directory".formatted(file), e);
        } catch (IOException e) {
            throw new CommandFailure("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
        throw new CommandFailure("%s is longer than %d bytes".formatted(file, LARGEST_CONFIG));
    }
}

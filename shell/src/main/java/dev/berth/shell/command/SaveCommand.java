package dev.berth.shell.command;

import dev.berth.shared.file.AtomicFile;
import dev.berth.shell.archive.OutputPath;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.io.IOException;
import java.nio.file.Path;

/** {@code plugin:save}: writes a plugin as an OCI image layout, as {@code docker save} an image. */
final class SaveCommand implements PluginCommand {
    private static final CommandFlag OUTPUT =
            CommandFlag.taking("string", "write to a file, instead of STDOUT", "-o", "--output")
                    .completedBy(Completion.FILES);
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of(
                            "save",
                            "save a plugin to a tar archive (streamed to STDOUT by default)")
                    .with(OUTPUT)
                    .taking("PLUGIN", 1, 1, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String name = call.arguments().first();
        String output = call.arguments().value(OUTPUT, "");
        OperationRunner.ask(() -> call.manager().find(name));
        if (output.isEmpty()) {
            toOutput(call, name);
        } else {
            toFile(call, name, call.folder().resolve(output));
        }
    }

    private static void toFile(Invocation call, String name, Path path) throws CommandFailure {
        try (AtomicFile file = OutputPath.create(path)) {
            OperationRunner.await(call.manager().save(name, file.out()));
            file.commit();
        } catch (IOException e) {
            throw new CommandFailure("cannot write %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static void toOutput(Invocation call, String name) throws CommandFailure {
        if (call.console().outputIsTerminal()) {
            throw new CommandFailure(
                    "cowardly refusing to save to a terminal. Use the -o flag or redirect");
        }
        OperationRunner.await(call.manager().save(name, call.console().bytes()));
    }
}

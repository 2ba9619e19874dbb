package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shell.archive.OutputPath;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:save}: writes a plugin as an OCI image layout, as {@code docker save} an image. */
@Component(service = SaveCommand.class)
@GogoCommand(scope = "plugin", function = "save")
public final class SaveCommand {
    private final PluginManager manager;

    @Activate
    public SaveCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Saves a plugin to a file or to the standard output. */
    @Descriptor("save a plugin to a tar archive (streamed to STDOUT by default)")
    public void save(
            CommandSession session,
            @Descriptor("write to a file, instead of STDOUT")
                    @Parameter(
                            names = {"-o", "--output"},
                            absentValue = "")
                    @CompletedBy(CompletedBy.FILES)
                    String output,
            @Descriptor("PLUGIN") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        String name = CommandArguments.of("plugin:save", rest).exactly(1).first();
        OperationRunner.ask(() -> manager.find(name));
        if (output.isEmpty()) {
            toOutput(name, Console.of(session));
            return;
        }
        toFile(name, session.currentDir().resolve(output));
    }

    private void toFile(String name, Path path) throws CommandFailure {
        try (AtomicFile file = OutputPath.create(path)) {
            OperationRunner.await(manager.save(name, file.out()));
            file.commit();
        } catch (IOException e) {
            throw new CommandFailure("cannot write %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private void toOutput(String name, Console console) throws CommandFailure {
        if (console.outputIsTerminal()) {
            throw new CommandFailure(
                    "cowardly refusing to save to a terminal. Use the -o flag or redirect");
        }
        OperationRunner.await(manager.save(name, console.bytes()));
    }
}

package dev.berth.shell.command;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.shell.archive.TarStream;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.ShellRequester;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:create}: {@code docker plugin create}. */
@Component(service = CreateCommand.class)
@GogoCommand(scope = "plugin", function = "create")
public final class CreateCommand {
    private static final int LARGEST_CONFIG = 4 * 1024 * 1024;

    private final PluginManager manager;

    @Activate
    public CreateCommand(@Reference PluginManager manager) {
        this.manager = ShellRequester.of(manager);
    }

    /** Creates a plugin from a folder. */
    @Descriptor("create a plugin from a rootfs and a configuration")
    public void create(
            CommandSession session,
            @Descriptor("grant all permissions necessary to run the plugin")
                    @Parameter(
                            names = "--grant-all-permissions",
                            presentValue = "true",
                            absentValue = "false")
                    boolean grantAll,
            @Descriptor("PLUGIN PLUGIN-DATA-DIR, a folder with config.json and rootfs/")
                    @CompletedBy(CompletedBy.FILES)
                    String[] rest)
            throws CommandFailure {
        CommandArguments arguments = CommandArguments.of("plugin:create", rest).exactly(2);
        PluginReference name = NameArguments.reference(arguments.first());
        Path folder = session.currentDir().resolve(arguments.rest().get(0));
        Console console = Console.of(session);
        List<Privilege> asked = OperationRunner.await(manager.configPrivileges(config(folder)));
        ConsentPrompt.require(console, name.familiar(), asked, grantAll, "creating");
        // With another config by now it would ask for something else, and be refused.
        OperationRunner.await(manager.create(name, TarStream.of(folder), asked));
        console.out().println(arguments.first());
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

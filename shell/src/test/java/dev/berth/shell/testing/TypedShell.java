package dev.berth.shell.testing;

import dev.berth.plugin.PluginManager;
import dev.berth.shell.command.CommandCompletions;
import dev.berth.shell.command.CreateCommand;
import dev.berth.shell.command.DisableCommand;
import dev.berth.shell.command.EnableCommand;
import dev.berth.shell.command.InspectCommand;
import dev.berth.shell.command.InstallCommand;
import dev.berth.shell.command.ListCommand;
import dev.berth.shell.command.LoadCommand;
import dev.berth.shell.command.LockCommand;
import dev.berth.shell.command.NamesCommand;
import dev.berth.shell.command.PrivilegesCommand;
import dev.berth.shell.command.PushCommand;
import dev.berth.shell.command.RemoveCommand;
import dev.berth.shell.command.RollbackCommand;
import dev.berth.shell.command.SaveCommand;
import dev.berth.shell.command.SetCommand;
import dev.berth.shell.command.StatsCommand;
import dev.berth.shell.command.UpgradeCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** The real Gogo with the commands in it, without a framework around. */
public final class TypedShell implements AutoCloseable {
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threads);

    /** What a session knows from its beginning. */
    public final Map<String, Object> variables = new HashMap<>();

    /** Makes a shell over a plugin manager. */
    public TypedShell(PluginManager manager) {
        threads.start();
        Map<String, Object> commands =
                Map.ofEntries(
                        Map.entry("ls", new ListCommand(manager)),
                        Map.entry("install", new InstallCommand(manager)),
                        Map.entry("create", new CreateCommand(manager)),
                        Map.entry("enable", new EnableCommand(manager)),
                        Map.entry("disable", new DisableCommand(manager)),
                        Map.entry("rm", new RemoveCommand(manager)),
                        Map.entry("rollback", new RollbackCommand(manager)),
                        Map.entry("set", new SetCommand(manager)),
                        Map.entry("stats", new StatsCommand(manager)),
                        Map.entry("inspect", new InspectCommand(manager)),
                        Map.entry("push", new PushCommand(manager)),
                        Map.entry("privileges", new PrivilegesCommand(manager)),
                        Map.entry("upgrade", new UpgradeCommand(manager)),
                        Map.entry("save", new SaveCommand(manager)),
                        Map.entry("load", new LoadCommand(manager)),
                        Map.entry("lock", new LockCommand(manager)),
                        Map.entry("names", new NamesCommand(manager)));
        processor.addListener(new CommandCompletions());
        commands.forEach((name, command) -> processor.addCommand("plugin", command, name));
    }

    /** Has a command {@code complete} that notes what it is told, by command. */
    public void complete(Map<String, List<String>> completions) {
        Function complete =
                (session, words) -> {
                    String line =
                            words.stream()
                                    .skip(2)
                                    .map(Object::toString)
                                    .collect(Collectors.joining(" "));
                    completions
                            .computeIfAbsent(words.get(1).toString(), c -> new ArrayList<>())
                            .add(line);
                    return null;
                };
        processor.addCommand("gogo", complete, "complete");
    }

    /** Types a line and, at its questions, the answers; returns what is written. */
    public String type(String line, String answers) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (CommandSession session =
                processor.createSession(
                        new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                        written,
                        written)) {
            variables.forEach(session::put);
            session.execute(line);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Types a line that asks no question; returns what is written. */
    public String type(String line) throws Exception {
        return type(line, "");
    }

    @Override
    public void close() {
        processor.stop();
        threads.stop();
    }
}

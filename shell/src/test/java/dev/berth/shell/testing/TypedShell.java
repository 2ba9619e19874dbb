package dev.berth.shell.testing;

import dev.berth.plugin.PluginManager;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.shared.event.EventHistory;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.gogo.GogoCommands;
import dev.berth.shell.gogo.SessionCompletions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** The real Gogo with the commands in it, without a framework around. */
public final class TypedShell implements AutoCloseable {
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threads);

    /** What {@code plugin:events} tells. */
    public final EventHistory events = new EventHistory();

    /** What {@code plugin:apply} asks; nothing at first. */
    public volatile DesiredPlugins desired;

    /** What a session knows from its beginning. */
    public final Map<String, Object> variables = new HashMap<>();

    /** Makes a shell over a plugin manager. */
    public TypedShell(PluginManager manager) {
        threads.start();
        processor.addListener(new SessionCompletions());
        GogoCommands.functions(
                        new CommandServices(manager, events, () -> Optional.ofNullable(desired)))
                .forEach((name, function) -> processor.addCommand("plugin", function, name));
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
        type(line, answers, written);
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Types a line, whose output a stream takes while the command runs. */
    public void type(String line, String answers, OutputStream written) throws Exception {
        try (CommandSession session =
                processor.createSession(
                        new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                        written,
                        written)) {
            variables.forEach(session::put);
            session.execute(line);
        }
    }

    /** Executes a line; returns what a script gets. */
    public Object evaluate(String line) throws Exception {
        try (CommandSession session =
                processor.createSession(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream())) {
            variables.forEach(session::put);
            return session.execute(line);
        }
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

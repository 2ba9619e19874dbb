package dev.berth.dist.component;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToIntBiFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs Gogo commands line by line until one fails. A line that begins with {@code #} is printed,
 * one with {@code !} is for the host's shell, an empty one is skipped.
 */
@Component(service = ToIntBiFunction.class, property = "berth.launch=script")
public final class ScriptRunner implements ToIntBiFunction<List<String>, Boolean> {
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;

    private final CommandProcessor processor;

    /** Runs nothing yet. */
    @Activate
    public ScriptRunner(@Reference CommandProcessor processor) {
        this.processor = processor;
    }

    /**
     * Runs a script.
     *
     * @param echo whether to show each command as if it were typed
     * @return the exit code
     */
    @Override
    public int applyAsInt(List<String> lines, Boolean echo) {
        ScriptTerminal stage = ScriptTerminal.ofThisProcess();
        try (CommandSession session = session()) {
            stage.terminal().ifPresent(type -> session.put("TERM", type));
            stage.columns().ifPresent(columns -> session.put("COLUMNS", columns));
            for (String line : lines) {
                if (echo) {
                    stage.show(line);
                }
                execute(session, line);
            }
            return 0;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (Exception e) {
            System.out.flush();
            return failed(e);
        }
    }

    /** Prints why a script ends. Its exit code is the exception's, if that has one. */
    private static int failed(Exception e) {
        if (e instanceof IntSupplier exitCode) {
            System.err.println(e);
            return exitCode.getAsInt();
        }
        System.err.println("Error: " + (e.getMessage() == null ? e : e.getMessage()));
        return FAILED;
    }

    /** Gogo puts its own in place of System.out, and would write to itself for ever. */
    private CommandSession session() {
        return processor.createSession(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    private static void execute(CommandSession session, String line) throws Exception {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("!")) {
            HostCommand.run(line.substring(1).strip());
            return;
        }
        Object result = session.execute(line);
        if (result != null && !result.toString().isEmpty()) {
            System.out.println(session.format(result, Converter.INSPECT));
        }
    }
}

package dev.berth.shell.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;

/**
 * Input, output and terminal of a command.
 *
 * @param out shows what was printed once it is flushed
 * @param inputIsTerminal whether the input is typed
 * @param outputIsTerminal whether the output is a terminal
 * @param terminal whether lines can be redrawn
 * @param columns the width of a line
 * @param input where a typed answer comes from
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inputIsTerminal,
        boolean outputIsTerminal,
        boolean terminal,
        int columns,
        LineInput input) {
    private static final int USUAL_COLUMNS = 80;
    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;

    /** Returns the console of the command that runs on this thread. */
    public static Console of(CommandSession session) {
        Process process = Process.Utils.current();
        Object type = session.get("TERM");
        boolean typed = type != null && process.isTty(STANDARD_INPUT);
        boolean watched = type != null && process.isTty(STANDARD_OUTPUT);
        return new Console(
                process.in(),
                new SessionPrintStream(process.out(), session.getConsole()),
                process.err(),
                typed,
                watched,
                watched && !type.toString().startsWith("dumb"),
                columns(session.get("COLUMNS")),
                typed ? LineInput.of(session, process.in()) : LineInput.of(process.in()));
    }

    /** Returns the output as a stream of bytes, which throws on failure. */
    public OutputStream bytes() {
        return new ShellOutputStream(out);
    }

    private static int columns(Object variable) {
        String text = String.valueOf(variable);
        int columns = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /**
     * Asks a question.
     *
     * @return the line that was typed; empty at the end of the input
     * @throws IOException if the input cannot be read
     */
    public Optional<String> ask(String question) throws IOException {
        out.print(question);
        out.flush();
        Optional<String> answer = input.readLine();
        if (!terminal) {
            // A terminal shows what is typed; elsewhere the answer would be missing in the text.
            out.println(answer.orElse(""));
        }
        return answer;
    }
}

package dev.berth.dist.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the real Gogo. */
class UnknownCommandTest {
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(threads);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void addCommands() {
        threads.start();
        gogo.addCommand("berth", new UnknownCommand(), "default");
        gogo.addCommand("berth", new HelpCommand(), "help");
        Function prints =
                (session, words) -> {
                    session.getConsole().println("run with " + words);
                    return null;
                };
        gogo.addCommand("plugin", prints, "install");
        gogo.addCommand("plugin", prints, "ls");
        gogo.addCommand("plugin", prints, "plugin");
        gogo.addCommand("felix", prints, "help");
        gogo.addCommand("gogo", prints, "__install");
    }

    @AfterEach
    void stopGogo() {
        gogo.stop();
        threads.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "plugin:instal x, 'plugin:instal' is not a command; did you mean plugin:install?",
        "instlal, 'instlal' is not a command; did you mean plugin:install?",
        "instal, 'instal' is not a command; did you mean plugin:install?",
        "lss, 'lss' is not a command; did you mean plugin:ls?",
        "completely-else, 'completely-else' is not a command",
        "help nothing, 'nothing' is not a command",
        "help plugin:sl, 'plugin:sl' is not a command; did you mean plugin:ls?",
        "'help \"a;b\"', 'a;b' is not a command"
    })
    void namesTheCommandThatWasMeant(String line, String why) {
        Exception refused = assertThrows(ShellFailure.class, () -> type(line));
        assertEquals("Error: " + why + "\nSee 'help'.", refused.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "help plugin:ls, run with [--help]",
        "help plugin, run with [--help]",
        "help --all, run with []",
        "help ls, run with [ls]"
    })
    void helpIsTheCommandsOwn(String line, String shown) throws Exception {
        type(line);
        assertEquals(shown + "\n", written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void helpAloneBeginsWithThePluginCommands() throws Exception {
        type("help");
        assertEquals(
                "Usage:  COMMAND [ARGUMENT...]",
                written.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElse(""));
    }

    private void type(String line) throws Exception {
        try (CommandSession session =
                gogo.createSession(InputStream.nullInputStream(), written, written)) {
            session.put("SCOPE", "berth:gogo:plugin:*");
            session.execute(line);
        }
    }
}

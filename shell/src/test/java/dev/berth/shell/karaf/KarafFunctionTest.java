package dev.berth.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.shell.console.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** How a command ends in Karaf's own shell. */
@EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "Karaf 4.4 calls Subject.getSubject")
class KarafFunctionTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final SessionFactoryImpl karaf = new SessionFactoryImpl(threads);
    private Session oneShot;

    @BeforeEach
    void openASession() {
        threads.start();
        oneShot = karaf.create(InputStream.nullInputStream(), out, out);
    }

    @AfterEach
    void stop() {
        oneShot.close();
        karaf.stop();
        threads.stop();
    }

    private void ends(CommandFailure end) {
        KarafSubshell plugin =
                new KarafSubshell(
                        (session, words) -> {
                            throw end;
                        });
        karaf.getRegistry().register(plugin);
    }

    /** {@code org.apache.karaf.shell.ssh.ShellCommand} makes the exit status of an Integer. */
    @Test
    void anExitCodeIsTheResultInAOneShotSession() throws Exception {
        ends(CommandFailure.withExitCode(2, "Plan: 1 to install"));
        assertEquals(2, oneShot.execute("plugin apply"));
        assertEquals("Plan: 1 to install\n", written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anExitCodeIsAFailureAtATerminal() {
        ends(CommandFailure.withExitCode(2, "Plan: 1 to install"));
        Session atTerminal = karaf.create(InputStream.nullInputStream(), out, out, oneShot);
        CommandException shown =
                assertThrows(CommandException.class, () -> atTerminal.execute("plugin apply"));
        assertEquals("Plan: 1 to install", shown.getMessage());
        atTerminal.close();
    }

    @Test
    void anErrorIsAFailureInAOneShotSession() {
        ends(new CommandFailure("no such plugin"));
        CommandException shown =
                assertThrows(CommandException.class, () -> oneShot.execute("plugin apply"));
        assertEquals("no such plugin", shown.getMessage());
    }
}

package dev.berth.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.command.DesiredStateSlot;
import dev.berth.shell.event.ShellEvents;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
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

/** The commands in Karaf's own shell, without the rest of Karaf. */
@EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "Karaf 4.4 calls Subject.getSubject")
class KarafCommandsTest {
    private final RecordingManager manager =
            new RecordingManager().with(SamplePlugins.enabled("vieux/sshfs"));
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final SessionFactoryImpl karaf = new SessionFactoryImpl(threads);
    private KarafCommands commands;
    private Session session;

    @BeforeEach
    void openASession() {
        threads.start();
        commands = new KarafCommands(karaf, manager, new ShellEvents(), new DesiredStateSlot());
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        session = karaf.create(InputStream.nullInputStream(), out, out);
        session.put(Session.SCOPE, "shell:*");
        session.put(Session.SUBSHELL, "");
    }

    @AfterEach
    void stop() {
        session.close();
        karaf.stop();
        threads.stop();
    }

    private String type(String line) throws Exception {
        written.reset();
        session.execute(line);
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theHelpOfTheScopeIsGogosOverview() throws Exception {
        String overview = type("help plugin");
        assertTrue(overview.startsWith("\nUsage:  plugin:COMMAND\n"), overview);
        assertTrue(overview.contains("\n  rollback    "), overview);
        assertTrue(overview.contains("\nCommands that Docker does not have:\n"), overview);
        assertEquals(overview, type("plugin --help"));
    }

    @Test
    void theScopeAloneEntersTheSubshell() throws Exception {
        assertEquals("", type("plugin"));
        assertEquals("plugin", session.get(Session.SUBSHELL));
        assertTrue(type("ls").contains("vieux/sshfs:latest"));
    }

    @Test
    void aMistakeHasNoStackTrace() {
        CommandException mistake =
                assertThrows(CommandException.class, () -> session.execute("plugin lss"));
        assertTrue(mistake.getMessage().contains("'lss' is not a plugin command"));
    }

    @Test
    void nothingIsLeftWhenItStops() {
        commands.stop();
        assertNull(karaf.getRegistry().getCommand("plugin", "ls"));
        assertNull(karaf.getRegistry().getCommand("*", "plugin"));
    }
}

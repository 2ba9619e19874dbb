package dev.berth.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In Karaf's own shell. */
@EnabledForJreRange(max = JRE.JAVA_22, disabledReason = "Karaf 4.4 calls Subject.getSubject")
class KarafUnknownCommandTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final SessionFactoryImpl karaf = new SessionFactoryImpl(threads);
    private Session session;

    @BeforeEach
    void openASession() {
        threads.start();
        karaf.getCommandProcessor().addListener(new KarafUnknownCommand());
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        session = karaf.create(InputStream.nullInputStream(), out, out);
    }

    @AfterEach
    void stop() {
        session.close();
        karaf.stop();
        threads.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "'', plugin:instal x, Did you mean plugin:install?",
        "'', plugin:completely-else, ''",
        "'', plugn:install, ''",
        "'', instal, ''",
        "plugin, instal, Did you mean plugin:install?",
        "feature, instal, ''"
    })
    void namesTheCommandOfItsScope(String subshell, String line, String said) {
        session.put(Session.SUBSHELL, subshell);
        Exception unknown = assertThrows(Exception.class, () -> session.execute(line));
        assertEquals("Command not found: " + line.replace(" x", ""), unknown.getMessage());
        assertEquals(said, written.toString(StandardCharsets.UTF_8).strip());
    }
}

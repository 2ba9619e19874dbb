package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.OutputReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsCommandTest extends CommandTest {
    private final Deque<List<OutputLine>> reads = new ArrayDeque<>();
    private long missed;

    /** Reads what the test says, and then the plugin is removed. */
    private final class Script implements OutputReader {
        @Override
        public List<OutputLine> read(Duration wait) {
            return reads.remove();
        }

        @Override
        public long missed() {
            return missed;
        }

        @Override
        public boolean isEnded() {
            return reads.isEmpty();
        }
    }

    private static OutputLine line(OutputLine.Stream stream, String text) {
        return OutputLine.of(Instant.parse("2026-01-31T08:00:00.5Z"), stream, text);
    }

    @BeforeEach
    void writes() {
        reads.add(
                List.of(
                        line(OutputLine.Stream.STDOUT, "one"),
                        line(OutputLine.Stream.STDERR, "two\u001b[2J"),
                        line(OutputLine.Stream.STDOUT, "three")));
        manager.writing(new Script());
    }

    @Test
    void printsWhatIsKept() throws Exception {
        assertEquals("one\ntwo\\u001b[2J\nthree\n", shell.type("plugin:logs vieux/sshfs"));
    }

    @Test
    void printsTheLastLines() throws Exception {
        assertEquals("three\n", shell.type("plugin:logs --tail 1 vieux/sshfs"));
    }

    @Test
    void printsAllWithATime() throws Exception {
        String printed = shell.type("plugin:logs -t -n all vieux/sshfs");
        assertEquals("2026-01-31T08:00:00.500000000Z one", printed.lines().findFirst().get());
    }

    @Test
    void followsUntilThePluginIsRemoved() throws Exception {
        reads.add(List.of());
        reads.add(List.of(line(OutputLine.Stream.STDOUT, "four")));
        missed = 7;
        assertEquals(
                "7 lines were missed here\nfour\n",
                shell.type("plugin:logs -f --tail 0 vieux/sshfs"));
        assertTrue(reads.isEmpty());
    }

    @Test
    void refusesWhatIsNoNumberAndNoPlugin() {
        assertEquals(
                "invalid argument \"-1\" for \"-n, --tail\" flag: a number or all was expected",
                refusal("plugin:logs --tail -1 vieux/sshfs"));
        assertTrue(refusal("plugin:logs nobody").contains("nobody"));
    }
}

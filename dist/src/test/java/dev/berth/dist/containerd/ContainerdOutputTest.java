package dev.berth.dist.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerdOutputTest {
    private final ContainerdOutput output = new ContainerdOutput();

    @Test
    void tellsItsVersion() {
        output.line(
                "time=\"2026\" level=info msg=\"starting containerd\" revision=\"1\""
                        + " version=\"1.6.20~ds1\"");
        assertEquals("containerd 1.6.20~ds1", output.name());
    }

    @Test
    void tellsWhatWentWrong() {
        assertEquals(
                Optional.of("\"cannot \\\"do\\\"\" error=x"),
                output.line("time=\"2026\" level=error msg=\"cannot \\\"do\\\"\" error=x"));
        assertEquals(Optional.empty(), output.line("time=\"2026\" level=info msg=fine"));
    }

    @Test
    void isKeptForErrorsButNotAllOfIt() {
        for (int i = 0; i < 20; i++) {
            output.line("line " + i);
        }
        assertTrue(output.lastLines().endsWith("line 19"));
        assertFalse(output.lastLines().contains("line 11"));
    }

    @Test
    void mayBeNothing() {
        assertEquals("it wrote nothing", output.lastLines());
        assertEquals("containerd", output.name());
    }
}

package dev.berth.shared.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HostProgramTest {

    @Test
    void runsToItsEnd() throws Exception {
        new HostProgram("sh").run("-c", "exit 0");
    }

    @Test
    void saysWhatWentWrongInItsOwnWords() {
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> new HostProgram("sh").run("-c", "echo no such luck >&2; exit 3"));
        assertEquals("no such luck", e.getMessage());
    }

    @Test
    void saysHowItEndedWhenItSaysNothing() {
        IOException e =
                assertThrows(IOException.class, () -> new HostProgram("sh").run("-c", "exit 3"));
        assertEquals("sh -c exit 3 failed with exit code 3", e.getMessage());
    }

    @Test
    void saysThatItIsMissing() {
        IOException e = assertThrows(IOException.class, () -> new HostProgram("/no/such").run());
        assertTrue(e.getMessage().contains("/no/such"), e.getMessage());
    }
}

package dev.berth.core.supervision;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import org.junit.jupiter.api.Test;

class ProcessStateTest {
    /** With job control {@code wait} returns when the process has stopped. */
    private static final String STOPPED =
            "set -m; sleep 1000 & kill -STOP $!; wait $!; echo $!; read x; kill -KILL $!";

    @Test
    void saysThatASignalHasStoppedAProcess() throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", STOPPED).start();
        try (BufferedReader output = shell.inputReader()) {
            assertTrue(ProcessState.isStopped(Long.parseLong(output.readLine())));
            assertFalse(ProcessState.isStopped(shell.pid()));
        } finally {
            shell.getOutputStream().close();
            shell.waitFor();
        }
        assertFalse(ProcessState.isStopped(shell.pid()), "it is gone");
    }
}

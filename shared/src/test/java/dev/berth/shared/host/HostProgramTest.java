package dev.berth.shared.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void isGoneWhenItsThreadWasInterrupted(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        new HostProgram("mkfifo").run(pipe.toString());
        FutureTask<Void> call =
                new FutureTask<>(
                        () -> {
                            new HostProgram("sh")
                                    .run("-c", "echo $$ >%1$s; read a <%1$s".formatted(pipe));
                            return null;
                        });
        Thread thread = new Thread(call, "test-host-program");
        thread.start();
        long pid = Long.parseLong(Files.readString(pipe).strip());
        thread.interrupt();
        ExecutionException e = assertThrows(ExecutionException.class, call::get);
        assertInstanceOf(InterruptedException.class, e.getCause());
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void saysThatItIsMissing() {
        IOException e = assertThrows(IOException.class, () -> new HostProgram("/no/such").run());
        assertTrue(e.getMessage().contains("/no/such"), e.getMessage());
    }
}

package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.shell.testing.SamplePlugins;
import dev.berth.shell.testing.TypedShell;
import org.junit.jupiter.api.AfterEach;

/** A real Gogo over a manager that has an enabled plugin and a disabled one. */
abstract class CommandTest {
    protected final RecordingManager manager =
            new RecordingManager()
                    .with(SamplePlugins.enabled("vieux/sshfs"))
                    .with(SamplePlugins.disabled("other:1"));
    protected final TypedShell shell = new TypedShell(manager);

    @AfterEach
    void closeTheShell() {
        shell.close();
    }

    /** Returns why a line is refused. */
    protected final String refusal(String line) {
        return assertThrows(CommandFailure.class, () -> shell.type(line)).getMessage();
    }
}

package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.testing.RecordingLog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which run folder an engine has; containerd is not called. */
class ContainerdRuntimeTest {
    private static final Path EXEC_ROOT = Path.of("/run/other");

    @Test
    void hasARelativeRunFolderBelowEachExecRoot() {
        ContainerdRuntime runtime = runtime("containerd");
        assertSame(runtime.forExecRoot(EXEC_ROOT), runtime.forExecRoot(EXEC_ROOT));
        assertNotEquals(runtime.forExecRoot(EXEC_ROOT), runtime.forExecRoot(Path.of("/run/berth")));
        runtime.close();
    }

    @Test
    void keepsAnAbsoluteRunFolder() {
        ContainerdRuntime runtime = runtime("/run/set");
        assertSame(runtime.forExecRoot(EXEC_ROOT), runtime.forExecRoot(Path.of("/run/berth")));
        runtime.close();
    }

    /** With the defaults the label is what it was when the run folder was an absolute path. */
    @Test
    void hasTheDefaultRunFolderAsBefore() throws Exception {
        String standard = ContainerdForm.FORM.read(Map.of(), m -> {}).run_folder();
        assertEquals("/run/berth/containerd", Path.of("/run/berth").resolve(standard).toString());
        assertTrue(Path.of(standard).getRoot() == null);
    }

    private static ContainerdRuntime runtime(String runFolder) {
        return new ContainerdRuntime(
                new TestConfiguration(Path.of("/none.sock"), "none", Path.of(runFolder)),
                new RecordingLog().logger(),
                CallTracer.NONE);
    }
}

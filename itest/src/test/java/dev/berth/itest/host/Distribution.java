package dev.berth.itest.host;

import dev.berth.itest.parts.TestBed;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The distribution as a process, which can be killed. */
public final class Distribution {
    private final EngineFolders folders;

    /** Makes one that will keep what it has in these folders. */
    public Distribution(EngineFolders folders) {
        this.folders = folders;
    }

    /** Starts the engine; it is ready when it says so. */
    public ServerProcess start(String... options) {
        return process("start", "is ready", List.of(options));
    }

    /** Runs commands of the shell; the line to wait for is what one of them prints. */
    public ServerProcess shell(String line, String... commands) throws IOException {
        Path script = Files.createTempFile(TestBed.folder(), "script", "");
        Files.write(script, List.of(commands));
        return process("shell", line, List.of(script.toString()));
    }

    private ServerProcess process(String mode, String readyLine, List<String> rest) {
        List<String> command =
                new ArrayList<>(
                        Arrays.asList(
                                System.getProperty("berth.dist") + "/bin/berth",
                                mode,
                                "--root",
                                folders.root().toString(),
                                "--exec-root",
                                folders.execRoot().toString(),
                                "--socket",
                                folders.base().resolve("berth.sock").toString(),
                                "--legacy-dir",
                                folders.legacy().toString(),
                                "--containerd",
                                TestBed.containerd().toString()));
        command.addAll(rest);
        return ServerProcess.start("berth", Pattern.compile(readyLine), command);
    }
}

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
    private final String containerd;
    private final String searchPath;
    private final String umask;

    /** Makes one that will keep what it has in these folders. */
    public Distribution(EngineFolders folders) {
        this(folders, TestBed.containerd().toString(), System.getenv("PATH"));
    }

    /**
     * Makes one with a containerd that is not the tests'.
     *
     * @param containerd its socket, or {@code own}
     * @param searchPath where programs are looked for
     */
    public Distribution(EngineFolders folders, String containerd, String searchPath) {
        this(folders, containerd, searchPath, "022");
    }

    private Distribution(
            EngineFolders folders, String containerd, String searchPath, String umask) {
        this.folders = folders;
        this.containerd = containerd;
        this.searchPath = searchPath;
        this.umask = umask;
    }

    /** Returns the same, started with a umask. */
    public Distribution withUmask(String newUmask) {
        return new Distribution(folders, containerd, searchPath, newUmask);
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
                                "sh",
                                "-c",
                                "umask " + umask + " && exec \"$@\"",
                                "sh",
                                "env",
                                "PATH=" + searchPath,
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
                                containerd));
        command.addAll(rest);
        return ServerProcess.start("berth", Pattern.compile(readyLine), command);
    }
}

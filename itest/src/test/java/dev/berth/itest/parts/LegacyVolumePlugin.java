package dev.berth.itest.parts;

import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The example plugin as a process of the host: somebody else's, with a socket in a folder. */
public final class LegacyVolumePlugin implements AutoCloseable {
    private final String name;
    private final ServerProcess process;

    private LegacyVolumePlugin(String name, ServerProcess process) {
        this.name = name;
        this.process = process;
    }

    /** Starts it, and returns when it listens on the socket. */
    public static LegacyVolumePlugin listeningOn(Path socket) throws InterruptedException {
        Path folder;
        try {
            folder = Files.createTempDirectory(TestBed.folder(), "legacy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path rootfs = VolumePluginBuild.folder().resolve("rootfs");
        ServerProcess process =
                ServerProcess.start(
                        "legacy-plugin",
                        Pattern.compile("listening"),
                        List.of(
                                rootfs.resolve("opt/java/bin/java").toString(),
                                "-jar",
                                rootfs.resolve("opt/plugin/plugin.jar").toString(),
                                "--socket",
                                socket.toString(),
                                "--data",
                                folder.resolve("data").toString(),
                                "--mounts",
                                folder.resolve("mounts").toString()));
        process.awaitReady();
        String file = socket.getFileName().toString();
        return new LegacyVolumePlugin(file.substring(0, file.lastIndexOf('.')), process);
    }

    /** Returns what the plugin is called: its socket's name. */
    public String name() {
        return name;
    }

    /** Ends it with SIGTERM; it takes its socket along. */
    @Override
    public void close() {
        process.close();
    }
}

package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.file.MountTable;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.RecordingLog;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host whose mount(8) does not take {@code nosymfollow}, as before Linux 5.10. */
class AnOlderKernelIT {
    private static final String ID = "6e".repeat(32);
    private static final String OLD_MOUNT =
            """
            #!/bin/sh
            case "$*" in
            *nosymfollow* | "-a "*) echo "wrong fs type, bad option" >&2; exit 32 ;;
            esac
            exec mount "$@"
            """;

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private final RecordingLog log = new RecordingLog();
    private ContainerdRuntime runtime;
    private Path sockets;

    @BeforeEach
    void start() throws Exception {
        Path mount = Files.writeString(HOST.folder().resolve("old-mount"), OLD_MOUNT);
        Files.setPosixFilePermissions(mount, PosixFilePermissions.fromString("rwx------"));
        System.setProperty(TestConfiguration.MOUNT, mount.toString());
        runtime = HOST.newRuntime(log);
        System.clearProperty(TestConfiguration.MOUNT);
        sockets = HOST.newFolder("sockets").toRealPath();
    }

    @AfterEach
    void end() throws Exception {
        runtime.clear(ID);
        runtime.close();
        assertEquals(List.of(), MountTable.read().at(sockets));
    }

    @Test
    void startsAPluginOnceItsSocketFolderIsOldEnoughToBeTrusted() throws Exception {
        PluginLaunch launch =
                new SampleLaunches(HOST.rootfs(), sockets)
                        .id(ID)
                        .entrypoint(Scripts.obeying())
                        .launch();
        PluginTask task = runtime.start(launch);
        assertTrue(MountTable.read().followsLinks(sockets));
        FileTime changed =
                (FileTime) Files.getAttribute(sockets, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        Duration age = Duration.between(changed.toInstant(), Instant.now());
        assertTrue(age.toMillis() >= 20, age.toString());
        assertTrue(log.has("nosymfollow, Linux 5.10"), log.lines().toString());
        assertEquals(0, task.stop(Duration.ofSeconds(10)).code());
    }
}

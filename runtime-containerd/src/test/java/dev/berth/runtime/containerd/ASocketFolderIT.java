package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.file.MountTable;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The folder of a plugin's socket, on a host whose mounts are shared, as systemd has them. */
class ASocketFolderIT {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String ID = "5f".repeat(32);

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private Path shared;
    private Path sockets;
    private Path data;
    private PluginTask task;

    @BeforeEach
    void startOnAHostOfSharedMounts() throws Exception {
        shared = HOST.newFolder("shared").toRealPath();
        Programs.run("mount", "--bind", shared.toString(), shared.toString());
        Programs.run("mount", "--make-shared", shared.toString());
        sockets = Files.createDirectories(shared.resolve("sockets"));
        data = HOST.newFolder("data");
        task = HOST.runtime().start(launch());
    }

    @AfterEach
    void leavesNothingBehind() throws Exception {
        HOST.runtime().clear(ID);
        assertEquals(List.of(), MountTable.read().at(sockets));
        Programs.run("umount", shared.toString());
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }

    @Test
    void isAPrivateMountWithoutLinksProgramsAndDevices() throws Exception {
        MountTable.Entry mount = MountTable.read().at(sockets).get(0);
        assertTrue(
                mount.options().containsAll(Set.of("nosymfollow", "nosuid", "nodev", "noexec")),
                mount.toString());
        assertFalse(mount.isShared());
        assertEquals(0, task.stop(GRACE).code());
        assertEquals(List.of(), MountTable.read().at(sockets));
    }

    @Test
    void leadsNobodyToAnotherSocketOfTheHost() throws Exception {
        Path foreign = HOST.newFolder("foreign").resolve("host.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(foreign));
            SocketChannel.open(UnixDomainSocketAddress.of(foreign)).close();
            Path socket = launch().socket().orElseThrow();
            Path inPlugin = Path.of("/run/docker/plugins").resolve(socket.getFileName());
            tell(
                    "perl -e 'unlink(\"%1$s\") && symlink(\"%2$s\", \"%1$s\") or die $!'"
                            .formatted(inPlugin, foreign));
            assertTrue(Files.isSymbolicLink(socket));
            IOException refusal =
                    assertThrows(
                            IOException.class,
                            () -> SocketChannel.open(UnixDomainSocketAddress.of(socket)).close());
            assertTrue(refusal.getMessage().contains("symbolic links"), refusal.getMessage());
        }
    }

    @Test
    void isNotReachedByWhatThePluginMountsOverIt() throws Exception {
        Files.createFile(sockets.resolve("mark"));
        tell("mount -t tmpfs over /run/docker/plugins && ! test -e /run/docker/plugins/mark");
        assertTrue(Files.exists(sockets.resolve("mark")));
    }

    @Test
    void isUndoneByTheNextEngine() throws Exception {
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            assertEquals(Set.of(ID), next.ids());
            next.clear(ID);
            assertEquals(List.of(), MountTable.read().at(sockets));
        } finally {
            next.close();
        }
    }

    /** Has the plugin run a command. */
    private void tell(String command) throws IOException {
        Scripts.tell(launch().socket().orElseThrow(), command);
    }

    private PluginLaunch launch() {
        return new SampleLaunches(HOST.rootfs(), sockets)
                .id(ID)
                .propagated(data)
                .capabilities("CAP_SYS_ADMIN")
                .entrypoint(Scripts.obeying())
                .launch();
    }
}

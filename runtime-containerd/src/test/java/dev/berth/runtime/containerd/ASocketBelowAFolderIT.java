package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin whose config names its socket with folders, which it makes itself. */
class ASocketBelowAFolderIT {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String SERVE = "; print \"ready\\n\"; sleep 1000 while 1;";
    private static final String MAKE =
            "mkdir('/run/docker/plugins/sub') or die $!; select(undef, undef, undef, 0.2);"
                    + " mkdir('/run/docker/plugins/sub/b') or die $!;";

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @ParameterizedTest
    @ValueSource(strings = {"sub/p.sock", "./sub/b//p.sock", "./p.sock", "/p.sock"})
    void isReachedWhereDockerdReachesIt(String name) throws Exception {
        PluginLaunch launch = launches(name).entrypoint(serving(name)).launch();
        PluginTask task = HOST.runtime().start(launch);
        reach(launch);
        assertTrue(HOST.runtime().attach(launch).isPresent());
        reach(launch);
        assertEquals(0, task.stop(GRACE).code());
        // What has been left does not stand in the way.
        assertEquals(0, HOST.runtime().start(launch).stop(GRACE).code());
    }

    @Test
    void isNotLookedForBehindALink() throws Exception {
        Path foreign = Files.createDirectories(HOST.newFolder("foreign"));
        PluginLaunch launch =
                launches("sub/p.sock")
                        .timeout(Duration.ofMillis(700))
                        .entrypoint(
                                Scripts.running(
                                        "mkdir('/run/docker/plugins/r') or die $!;"
                                                + " serve('r/p.sock');"
                                                + " symlink('r', '/run/docker/plugins/sub') or die"
                                                + SERVE))
                        .launch();
        assertThrows(PluginTimeoutException.class, () -> HOST.runtime().start(launch));
        assertTrue(Files.exists(launch.socketFolder().resolve("r/p.sock")));
        assertTrue(Files.isSymbolicLink(launch.socketFolder().resolve("sub")));
        Files.delete(launch.socketFolder().resolve("sub"));
        Files.createSymbolicLink(launch.socketFolder().resolve("sub"), foreign);
        Path kept = Files.createFile(foreign.resolve("p.sock"));
        PluginLaunch next = launches("sub/p.sock").entrypoint(serving("sub/p.sock")).launch();
        assertEquals(0, HOST.runtime().start(next).stop(GRACE).code());
        assertTrue(Files.exists(kept), "nothing is deleted behind a link that a plugin has left");
    }

    private static String[] serving(String name) {
        return Scripts.running(
                (name.contains("sub") ? MAKE : "") + "serve('" + name + "')" + SERVE);
    }

    private static void reach(PluginLaunch launch) throws IOException {
        SocketChannel.open(UnixDomainSocketAddress.of(launch.socket().orElseThrow())).close();
    }

    private static SampleLaunches launches(String socket) throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder("s")).id("below").socket(socket);
    }
}

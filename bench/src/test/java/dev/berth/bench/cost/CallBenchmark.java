package dev.berth.bench.cost;

import dev.berth.capability.Capability;
import dev.berth.core.client.CallLimits;
import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.driver.volume.VolumeDriverFactory;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call of a plugin by its driver, and what no client can do without: the same bytes written to
 * and read from a socket that is connected. The difference is what Berth costs.
 */
@State(Scope.Benchmark)
public class CallBenchmark {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 100;
    private static final byte[] REQUEST =
            "POST /VolumeDriver.List HTTP/1.1\r\nHost: plugin\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST.length).put(REQUEST);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(CannedServer.replyLength());
    private Path folder;
    private CannedServer server;
    private PluginConnection connection;
    private VolumeDriver driver;
    private SocketChannel channel;

    /** Connects both. */
    @Setup
    public void connect() throws IOException {
        folder = Files.createTempDirectory("cost");
        Path socket = folder.resolve("s");
        server = new CannedServer(socket);
        connection =
                PluginConnection.unix(
                        PluginIdentity.managed("x:1", "id", HostPaths.propagated("/data", folder)),
                        PluginSocket.ofHost(socket),
                        new CallLimits(DEADLINE, AT_ONCE, 0, Duration.ZERO),
                        timer,
                        (plugin, open, why) -> {});
        driver = new VolumeDriverFactory().create(connection.client(Capability.VOLUME_DRIVER));
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
    }

    /** Ends both. */
    @TearDown
    public void close() throws IOException {
        channel.close();
        connection.close();
        server.close();
        timer.shutdownNow();
        TestFolders.delete(folder);
    }

    /** {@code VolumeDriver.list()}. */
    @Benchmark
    public List<Volume> driver() {
        return driver.list();
    }

    /** The bytes of the same. */
    @Benchmark
    public ByteBuffer socket() throws IOException {
        channel.write(request.rewind());
        reply.clear();
        while (reply.hasRemaining()) {
            channel.read(reply);
        }
        return reply;
    }
}

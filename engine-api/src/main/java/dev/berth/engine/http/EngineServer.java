package dev.berth.engine.http;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.engine.route.ErrorResponses;
import dev.berth.shared.file.SocketFile;
import dev.berth.shared.thread.DaemonThreads;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** The HTTP server: listens on the unix socket and the TCP port, by Netty. */
public final class EngineServer implements AutoCloseable {
    private static final int STOP_SECONDS = 5;

    private final ServerContext server;
    private final ExecutorService workers;
    private final ExecutorService urgent;
    private final ExecutorService authorizing;
    private final SingleThreadIoEventLoop loop =
            new SingleThreadIoEventLoop(
                    null, DaemonThreads.named("berth-engine-io"), NioIoHandler.newFactory());
    private final List<Channel> listening = new ArrayList<>();
    private final List<SocketFile> files = new ArrayList<>();

    /**
     * @param authorization is asked for each request, and for each response
     */
    public EngineServer(
            Dispatcher dispatcher,
            AuthzChain authorization,
            ErrorResponses failures,
            ServerLimits limits,
            StandardHeaders headers,
            Logger log) {
        this.workers = RequestExecutor.start("berth-engine-", limits.connections());
        this.urgent = RequestExecutor.start("berth-engine-urgent-", limits.connections());
        this.authorizing =
                RequestExecutor.startBlocking("berth-engine-authz-", limits.connections());
        this.server =
                new ServerContext(
                        dispatcher,
                        new RequestGuard(authorization, failures, headers, authorizing),
                        failures,
                        limits,
                        new RequestSlots(limits),
                        new OpenConnections(new SlotCounter(limits.connections()), log),
                        headers,
                        workers,
                        urgent,
                        log);
    }

    /**
     * Binds a unix socket, which clients find once the server is open.
     *
     * @param group who may connect besides the owner; empty for the owner's own group
     * @throws IOException if that cannot be
     */
    public void bindUnixSocket(Path path, String group) throws IOException {
        SocketFile file = new SocketFile(path, group);
        SocketAddress address = file.prepare();
        try {
            bind(
                    NioServerDomainSocketChannel::new,
                    address,
                    new PlainPipeline(server, PeerIdentity::ofUnixSocket));
            file.secure();
        } catch (IOException | RuntimeException e) {
            file.remove();
            throw e;
        }
        files.add(file);
    }

    /**
     * Binds a TCP port without TLS: whoever reaches it is root on this host.
     *
     * @return the address that it is bound to
     * @throws IOException if that cannot be
     */
    public SocketAddress bindTcp(InetSocketAddress address) throws IOException {
        ChannelHandler pipeline = new PlainPipeline(server, PeerIdentity::ofTcp);
        return bind(NioServerSocketChannel::new, address, pipeline).localAddress();
    }

    /**
     * Binds a TCP port with TLS. Clients wait until the server is open.
     *
     * @return the address that it is bound to
     * @throws IOException if that cannot be
     */
    public SocketAddress bindTcp(InetSocketAddress address, TlsFiles tls) throws IOException {
        ChannelHandler pipeline = new TlsPipeline(server, tls.context());
        return bind(NioServerSocketChannel::new, address, pipeline).localAddress();
    }

    /**
     * Lets clients in.
     *
     * @throws IOException if somebody else listens on a socket's path by now
     */
    public void open() throws IOException {
        for (SocketFile file : files) {
            file.publish();
        }
        listening.forEach(channel -> channel.config().setAutoRead(true));
    }

    private Channel bind(
            ChannelFactory<? extends ServerChannel> kind,
            SocketAddress address,
            ChannelHandler pipeline)
            throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channelFactory(kind)
                        .option(ChannelOption.AUTO_READ, false)
                        .childHandler(pipeline)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT);
        // Netty leaves thread-locals where a channel is made, and the caller's thread would keep
        // Netty's class loader by them.
        ChannelFuture bound = onLoop(() -> bootstrap.bind(address)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            // Its cause is a word of the kernel's, which says nothing without the address.
            throw new IOException(
                    "cannot listen on %s: %s".formatted(shown(address), reason(bound.cause())));
        }
        listening.add(bound.channel());
        return bound.channel();
    }

    private static String shown(SocketAddress address) {
        return address instanceof InetSocketAddress tcp
                ? "tcp://%s:%d".formatted(tcp.getHostString(), tcp.getPort())
                : address.toString();
    }

    private static String reason(Throwable cause) {
        return cause instanceof UnresolvedAddressException
                ? "no such host"
                : String.valueOf(cause.getMessage());
    }

    private <T> T onLoop(Callable<T> call) {
        return loop.submit(call).syncUninterruptibly().getNow();
    }

    /**
     * Stops listening, closes the connections, which cancels their operations, and ends all
     * threads.
     */
    @Override
    public void close() {
        listening.forEach(c -> c.close().awaitUninterruptibly());
        files.forEach(SocketFile::remove);
        server.connections().closeAll();
        workers.shutdown();
        urgent.shutdown();
        authorizing.shutdownNow();
        loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        RequestExecutor.await(workers, STOP_SECONDS);
        RequestExecutor.await(urgent, STOP_SECONDS);
        RequestExecutor.await(authorizing, STOP_SECONDS);
    }
}

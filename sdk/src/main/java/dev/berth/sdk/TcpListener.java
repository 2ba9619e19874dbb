package dev.berth.sdk;

import dev.berth.shared.server.Peer;
import dev.berth.shared.server.ServerListener;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TCP port, with TLS or without. The handshake is part of a client's first request. */
final class TcpListener implements ServerListener {
    private static final int BACKLOG = 128;

    private final ServerSocket socket;
    private final Optional<SSLContext> context;
    private final boolean knownClients;

    private TcpListener(ServerSocket socket, Optional<SSLContext> context, boolean knownClients) {
        this.socket = socket;
        this.context = context;
        this.knownClients = knownClients;
    }

    static TcpListener bind(InetSocketAddress address, Optional<PluginTls> tls) throws IOException {
        Optional<SSLContext> context =
                tls.isPresent() ? Optional.of(tls.get().context()) : Optional.empty();
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen on %s: %s".formatted(address, e.getMessage()), e);
        }
        return new TcpListener(
                socket, context, tls.map(PluginTls::isForKnownClients).orElse(false));
    }

    @Override
    public Peer accept() throws IOException {
        Socket client;
        try {
            client = socket.accept();
        } catch (IOException e) {
            if (socket.isClosed()) {
                throw new ClosedChannelException();
            }
            throw e;
        }
        client.setTcpNoDelay(true);
        return context.isPresent() ? secured(client, context.get()) : plain(client);
    }

    private static Peer plain(Socket client) throws IOException {
        OutputStream out =
                new FilterOutputStream(client.getOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        out.write(bytes, offset, length);
                    }

                    @Override
                    public void close() throws IOException {
                        client.shutdownOutput();
                    }
                };
        return new Peer(client.getInputStream(), out, client);
    }

    /** Closed by the socket below it: a write that hangs would hold up the end of TLS. */
    private Peer secured(Socket client, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(knownClients);
        return new Peer(secured.getInputStream(), secured.getOutputStream(), client);
    }

    @Override
    public String address() {
        InetAddress host = socket.getInetAddress();
        String reachable =
                host.isAnyLocalAddress()
                        ? "127.0.0.1"
                        : host.getAddress().length == 4
                                ? host.getHostAddress()
                                : "[" + host.getHostAddress() + "]";
        return "%s://%s:%d"
                .formatted(context.isPresent() ? "https" : "tcp", reachable, socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

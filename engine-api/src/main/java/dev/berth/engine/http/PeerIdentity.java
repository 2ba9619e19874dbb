package dev.berth.engine.http;

import dev.berth.plugin.Requester;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * The peer of a connection, the same for each connection of one peer. His process is not among it:
 * the JDK gives the user and group of {@code SO_PEERCRED}, and no process ID.
 *
 * @param certificates those of a TLS client, its own first
 */
record PeerIdentity(Requester requester, List<X509Certificate> certificates) {
    private static final String ENGINE_API = "engine API";
    private static final ChannelOption<UnixDomainPrincipal> CREDENTIALS =
            NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED);

    /** Returns the user of a unix socket's peer, {@code SO_PEERCRED}. */
    static PeerIdentity ofUnixSocket(Channel channel) {
        Requester unknown = Requester.of(ENGINE_API);
        UnixDomainPrincipal credentials = channel.config().getOption(CREDENTIALS);
        if (credentials == null || credentials.user() == null) {
            return new PeerIdentity(unknown, List.of());
        }
        String user = credentials.user().getName();
        OptionalLong id = UserDatabase.HOST.id(user);
        Requester named = unknown.withUser(user);
        Requester whole = id.isPresent() ? named.withUserId(id.getAsLong()) : named;
        return new PeerIdentity(whole, List.of());
    }

    /** Returns a peer of whom only the address is known. */
    static Requester ofAddress(Channel channel) {
        String host =
                channel.remoteAddress() instanceof InetSocketAddress address
                        ? address.getAddress().getHostAddress()
                        : String.valueOf(channel.remoteAddress());
        return Requester.of("%s from %s".formatted(ENGINE_API, host));
    }

    /** Returns a peer at a TCP port that asks for no certificate. */
    static PeerIdentity ofTcp(Channel channel) {
        return new PeerIdentity(ofAddress(channel), List.of());
    }

    /** Returns the subject of the client's certificate, which the handshake has checked. */
    static PeerIdentity ofTls(Channel channel, SslHandler tls) {
        Requester nameless = ofAddress(channel);
        SSLSession session = tls.engine().getSession();
        try {
            List<X509Certificate> certificates =
                    Stream.of(session.getPeerCertificates())
                            .filter(X509Certificate.class::isInstance)
                            .map(X509Certificate.class::cast)
                            .toList();
            return new PeerIdentity(
                    nameless.withUser(session.getPeerPrincipal().getName()), certificates);
        } catch (SSLPeerUnverifiedException e) {
            return new PeerIdentity(nameless, List.of());
        }
    }
}

package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.file.attribute.UserPrincipal;
import javax.net.ssl.SSLPeerUnverifiedException;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Names the peer of a connection, in the same words for each connection of one peer. */
final class PeerIdentity {
    private static final ChannelOption<UnixDomainPrincipal> CREDENTIALS =
            NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED);

    private PeerIdentity() {}

    /** Returns the user and group of a unix socket's peer, {@code SO_PEERCRED}. */
    static String ofUnixSocket(Channel channel) {
        UnixDomainPrincipal credentials = channel.config().getOption(CREDENTIALS);
        return credentials == null
                ? "an unknown user"
                : "user %s, group %s"
                        .formatted(name(credentials.user()), name(credentials.group()));
    }

    private static String host(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : String.valueOf(channel.remoteAddress());
    }

    private static String name(UserPrincipal principal) {
        return principal == null ? "unknown" : principal.getName();
    }

    /** Returns the subject of the client's certificate, which the handshake has checked. */
    static String ofTls(Channel channel, SslHandler tls) {
        try {
            return "%s at %s"
                    .formatted(
                            tls.engine().getSession().getPeerPrincipal().getName(), host(channel));
        } catch (SSLPeerUnverifiedException e) {
            return "nobody at " + host(channel);
        }
    }
}

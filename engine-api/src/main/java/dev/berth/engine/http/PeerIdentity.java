package dev.berth.engine.http;

import dev.berth.plugin.Requester;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Tells the peer of a connection, the same for each connection of one peer. His process is not
 * among it: the JDK gives the user and group of {@code SO_PEERCRED}, and no process ID.
 */
final class PeerIdentity {
    private static final String ENGINE_API = "engine API";
    private static final ChannelOption<UnixDomainPrincipal> CREDENTIALS =
            NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED);

    private PeerIdentity() {}

    /** Returns the user of a unix socket's peer, {@code SO_PEERCRED}. */
    static Requester ofUnixSocket(Channel channel) {
        Requester unknown = Requester.of(ENGINE_API);
        UnixDomainPrincipal credentials = channel.config().getOption(CREDENTIALS);
        if (credentials == null || credentials.user() == null) {
            return unknown;
        }
        String user = credentials.user().getName();
        OptionalLong id = UserDatabase.HOST.id(user);
        Requester named = unknown.withUser(user);
        return id.isPresent() ? named.withUserId(id.getAsLong()) : named;
    }

    /** Returns a peer of whom only the address is known. */
    static Requester ofAddress(Channel channel) {
        String host =
                channel.remoteAddress() instanceof InetSocketAddress address
                        ? address.getAddress().getHostAddress()
                        : String.valueOf(channel.remoteAddress());
        return Requester.of("%s from %s".formatted(ENGINE_API, host));
    }

    /** Returns the subject of the client's certificate, which the handshake has checked. */
    static Requester ofTls(Channel channel, SslHandler tls) {
        Requester nameless = ofAddress(channel);
        try {
            return nameless.withUser(tls.engine().getSession().getPeerPrincipal().getName());
        } catch (SSLPeerUnverifiedException e) {
            return nameless;
        }
    }
}

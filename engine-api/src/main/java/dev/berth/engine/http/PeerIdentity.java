package dev.berth.engine.http;

import dev.berth.plugin.Requester;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * The peer of a connection, the same for each connection of one peer. His process is not among it:
 * the JDK gives the user and group of {@code SO_PEERCRED}, and no process ID. Who he is is looked
 * up once, when it is asked for: it takes three files of users, and most requests need it not. Any
 * thread may ask.
 */
final class PeerIdentity {
    private static final String ENGINE_API = "engine API";
    private static final ChannelOption<UnixDomainPrincipal> CREDENTIALS =
            NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED);

    private final Supplier<Requester> lookup;
    private final List<X509Certificate> certificates;
    private volatile Requester requester;

    /**
     * @param lookup tells who it is; two threads that ask at once may both call it
     * @param certificates those of a TLS client, its own first
     */
    PeerIdentity(Supplier<Requester> lookup, List<X509Certificate> certificates) {
        this.lookup = lookup;
        this.certificates = List.copyOf(certificates);
    }

    Requester requester() {
        Requester known = requester;
        if (known == null) {
            known = lookup.get();
            requester = known;
        }
        return known;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** Returns the user of a unix socket's peer, {@code SO_PEERCRED}. */
    static PeerIdentity ofUnixSocket(Channel channel) {
        return new PeerIdentity(() -> user(channel), List.of());
    }

    private static Requester user(Channel channel) {
        Requester unknown = Requester.of(ENGINE_API);
        UnixDomainPrincipal credentials = credentials(channel);
        if (credentials == null || credentials.user() == null) {
            return unknown;
        }
        String user = credentials.user().getName();
        OptionalLong id = UserDatabase.HOST.id(user);
        Requester named = unknown.withUser(user);
        return id.isPresent() ? named.withUserId(id.getAsLong()) : named;
    }

    private static UnixDomainPrincipal credentials(Channel channel) {
        try {
            return channel.config().getOption(CREDENTIALS);
        } catch (ChannelException e) {
            // The connection is closed.
            return null;
        }
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
        Requester nameless = ofAddress(channel);
        return new PeerIdentity(() -> nameless, List.of());
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
            Requester named = nameless.withUser(session.getPeerPrincipal().getName());
            return new PeerIdentity(() -> named, certificates);
        } catch (SSLPeerUnverifiedException e) {
            return new PeerIdentity(() -> nameless, List.of());
        }
    }
}

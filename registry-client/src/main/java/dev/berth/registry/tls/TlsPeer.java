package dev.berth.registry.tls;

import dev.berth.registry.host.HostAndPort;
import java.util.Locale;
import java.util.OptionalInt;
import javax.net.ssl.SSLEngine;

/** The host that a TLS engine speaks to. */
final class TlsPeer {
    private TlsPeer() {}

    static HostAndPort of(SSLEngine engine) {
        String host = engine.getPeerHost().toLowerCase(Locale.ROOT);
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return new HostAndPort(
                bareIpv6 ? "[" + host + "]" : host, OptionalInt.of(engine.getPeerPort()));
    }
}

package dev.berth.dist.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how the engine API listens.
 *
 * @param hosts {@code unix:///PATH} and {@code tcp://HOST:PORT}
 * @param group who may use the unix sockets besides their owner; empty for the owner's group
 * @param tls of the tcp addresses: {@code verify}, {@code encrypt} or {@code off}
 * @param authority who signs clients' certificates
 */
public record ApiOptions(
        List<String> hosts, String group, String tls, Path authority, Path certificate, Path key) {
    private static final String TCP = "tcp://";

    public ApiOptions {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads the options. A tcp address lets everybody who reaches it be root on this host, so that
     * one without a client's certificate has to be asked for in so many words, as dockerd will
     * require it.
     */
    static ApiOptions of(OptionValues values, Path execRoot, Map<String, String> environment)
            throws InvalidOptionException {
        String tls = tls(values);
        List<String> hosts = hosts(values, execRoot, tls);
        for (String host : hosts) {
            if (host.startsWith(TCP) && tls.isEmpty()) {
                throw new InvalidOptionException(
                        EngineOption.HOST,
                        ("%s without --tlsverify is insecure and gives root access on this machine"
                             + " to everyone who has access to your network: give --tlsverify, or,"
                             + " if that is meant, --tls=false")
                                .formatted(host));
            }
        }
        Path folder = certificates(environment);
        return new ApiOptions(
                hosts,
                values.one(EngineOption.GROUP).orElse(""),
                tls.isEmpty() ? "verify" : tls,
                file(values, EngineOption.TLS_CA, folder.resolve("ca.pem")),
                file(values, EngineOption.TLS_CERTIFICATE, folder.resolve("cert.pem")),
                file(values, EngineOption.TLS_KEY, folder.resolve("key.pem")));
    }

    /** Of dockerd: who names --tlsverify, even to say no, wants tcp encrypted. */
    private static String tls(OptionValues values) {
        Optional<Boolean> verify = values.flag(EngineOption.TLS_VERIFY);
        if (verify.isPresent()) {
            return verify.get() ? "verify" : "encrypt";
        }
        return values.flag(EngineOption.TLS).map(yes -> yes ? "encrypt" : "off").orElse("");
    }

    private static List<String> hosts(OptionValues values, Path execRoot, String tls)
            throws InvalidOptionException {
        String socket = execRoot.resolve("berth.sock").toString();
        boolean encrypted = !tls.equals("off");
        List<String> hosts = new ArrayList<>();
        for (String text : values.all(EngineOption.HOST)) {
            hosts.add(HostAddress.normal(text, socket, encrypted));
        }
        for (String path : values.all(EngineOption.SOCKET)) {
            hosts.add("unix://" + OptionPath.of(EngineOption.SOCKET, path));
        }
        return hosts.isEmpty() ? List.of("unix://" + socket) : hosts;
    }

    private static Path certificates(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "/root"), ".docker")
                : Path.of(folder);
    }

    private static Path file(OptionValues values, EngineOption option, Path otherwise)
            throws InvalidOptionException {
        Optional<String> given = values.one(option);
        return given.isPresent() ? OptionPath.of(option, given.get()) : otherwise.toAbsolutePath();
    }
}

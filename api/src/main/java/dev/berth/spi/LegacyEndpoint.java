package dev.berth.spi;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a legacy plugin listens, see <a
 * href="https://docs.docker.com/engine/extend/plugin_api/#plugin-discovery">Docker's plugin
 * discovery</a>. Immutable.
 */
public final class LegacyEndpoint {
    private final String name;
    private final URI address;
    private final Path source;
    private final Optional<Tls> tls;

    private LegacyEndpoint(String name, URI address, Path source, Optional<Tls> tls) {
        this.name = Objects.requireNonNull(name, "name");
        this.address = Objects.requireNonNull(address, "address");
        this.source = Objects.requireNonNull(source, "source");
        this.tls = tls;
    }

    /** Returns an endpoint that is reached without TLS. */
    public static LegacyEndpoint of(String name, URI address, Path source) {
        return new LegacyEndpoint(name, address, source, Optional.empty());
    }

    /** Returns the same endpoint, reached by TLS. */
    public LegacyEndpoint withTls(Tls tls) {
        return new LegacyEndpoint(
                name, address, source, Optional.of(Objects.requireNonNull(tls, "tls")));
    }

    /** Returns what users call it. */
    public String name() {
        return name;
    }

    /**
     * Returns where it listens: {@code unix:///…}, {@code tcp://host:port}, {@code http://…} or
     * {@code https://…}.
     */
    public URI address() {
        return address;
    }

    /** Returns the file that told of it: the socket itself, a {@code .spec}, a {@code .json}. */
    public Path source() {
        return source;
    }

    /** Returns how to protect the connection, if at all. */
    public Optional<Tls> tls() {
        return tls;
    }

    /** TLS as in the {@code TLSConfig} of a {@code .json} file; paths of PEM files. Immutable. */
    public static final class Tls {
        private final Optional<Path> caFile;
        private final Optional<Path> certFile;
        private final Optional<Path> keyFile;
        private final boolean insecureSkipVerify;

        private Tls(
                Optional<Path> caFile,
                Optional<Path> certFile,
                Optional<Path> keyFile,
                boolean insecureSkipVerify) {
            this.caFile = caFile;
            this.certFile = certFile;
            this.keyFile = keyFile;
            this.insecureSkipVerify = insecureSkipVerify;
        }

        /** Returns TLS that trusts the system's authorities and shows no certificate. */
        public static Tls of() {
            return new Tls(Optional.empty(), Optional.empty(), Optional.empty(), false);
        }

        /** Returns the same, trusting the certificates of this file only. */
        public Tls withCaFile(Path caFile) {
            return new Tls(
                    Optional.of(Objects.requireNonNull(caFile, "caFile")),
                    certFile,
                    keyFile,
                    insecureSkipVerify);
        }

        /** Returns the same, with a certificate to show. */
        public Tls withCertFile(Path certFile) {
            return new Tls(
                    caFile,
                    Optional.of(Objects.requireNonNull(certFile, "certFile")),
                    keyFile,
                    insecureSkipVerify);
        }

        /** Returns the same, with the key to {@link #certFile}. */
        public Tls withKeyFile(Path keyFile) {
            return new Tls(
                    caFile,
                    certFile,
                    Optional.of(Objects.requireNonNull(keyFile, "keyFile")),
                    insecureSkipVerify);
        }

        /** Returns the same, trusting anybody or not. */
        public Tls withInsecureSkipVerify(boolean insecureSkipVerify) {
            return new Tls(caFile, certFile, keyFile, insecureSkipVerify);
        }

        /** Returns the certificates of whom to trust; the system's authorities when missing. */
        public Optional<Path> caFile() {
            return caFile;
        }

        /** Returns the certificate to show, if any. */
        public Optional<Path> certFile() {
            return certFile;
        }

        /** Returns the key to {@link #certFile}. */
        public Optional<Path> keyFile() {
            return keyFile;
        }

        /** Returns whether to trust anybody. */
        public boolean insecureSkipVerify() {
            return insecureSkipVerify;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tls that
                    && caFile.equals(that.caFile)
                    && certFile.equals(that.certFile)
                    && keyFile.equals(that.keyFile)
                    && insecureSkipVerify == that.insecureSkipVerify;
        }

        @Override
        public int hashCode() {
            return Objects.hash(caFile, certFile, keyFile, insecureSkipVerify);
        }

        @Override
        public String toString() {
            return "Tls[caFile=%s, certFile=%s, keyFile=%s, insecureSkipVerify=%s]"
                    .formatted(caFile, certFile, keyFile, insecureSkipVerify);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LegacyEndpoint that
                && name.equals(that.name)
                && address.equals(that.address)
                && source.equals(that.source)
                && tls.equals(that.tls);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, address, source, tls);
    }

    @Override
    public String toString() {
        return "LegacyEndpoint[name=%s, address=%s, source=%s, tls=%s]"
                .formatted(name, address, source, tls);
    }
}

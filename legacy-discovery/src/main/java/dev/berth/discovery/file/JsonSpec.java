package dev.berth.discovery.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.spi.LegacyEndpoint.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code .json} file's address and TLS settings. Its {@code Name} does not count, the file's
 * does.
 */
record JsonSpec(URI address, Optional<Tls> tls) {
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                    // "InsecureSkipVerify": "no" must not be read as anything.
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readerFor(Document.class);

    private record Document(
            @JsonProperty("Addr") String address, @JsonProperty("TLSConfig") TlsConfig tls) {}

    private record TlsConfig(
            @JsonProperty("InsecureSkipVerify") boolean insecureSkipVerify,
            @JsonProperty("CAFile") String caFile,
            @JsonProperty("CertFile") String certFile,
            @JsonProperty("KeyFile") String keyFile) {}

    static JsonSpec parse(Path file, String text) throws UnusableFileException {
        Document document = document(file, text);
        if (document.address() == null) {
            throw UnusableFileException.of(file, "has no \"Addr\": add the plugin's address");
        }
        URI address = PluginAddress.parse(file, document.address());
        Optional<Tls> tls =
                document.tls() == null ? Optional.empty() : Optional.of(tls(file, document.tls()));
        if (tls.isPresent() && address.getScheme().equals("http")) {
            throw UnusableFileException.of(
                    file, "has a TLSConfig for a plain http:// address: write https:// or tcp://");
        }
        return new JsonSpec(address, address.getScheme().equals("unix") ? Optional.empty() : tls);
    }

    private static Document document(Path file, String text) throws UnusableFileException {
        try {
            if (!DocumentReader.read(text).isObject()) {
                throw UnusableFileException.of(file, "is no plugin's JSON: it is no object");
            }
            return DocumentReader.bind(text, JSON);
        } catch (InvalidJsonException e) {
            throw UnusableFileException.of(
                    file,
                    e.syntaxError()
                            // It may be a secret that lies here by mistake: nothing of it is shown.
                            .map(error -> "is no plugin's JSON, at " + error.place())
                            .orElseGet(() -> "is no plugin's JSON: " + e.getMessage()));
        }
    }

    private static Tls tls(Path file, TlsConfig config) throws UnusableFileException {
        Optional<Path> certificate = pem(file, "CertFile", config.certFile());
        Optional<Path> key = pem(file, "KeyFile", config.keyFile());
        if (certificate.isPresent() != key.isPresent()) {
            throw UnusableFileException.of(
                    file, "has one of CertFile and KeyFile: give both or neither");
        }
        Tls tls = Tls.of().withInsecureSkipVerify(config.insecureSkipVerify());
        tls = pem(file, "CAFile", config.caFile()).map(tls::withCaFile).orElse(tls);
        return certificate.isPresent()
                ? tls.withCertFile(certificate.get()).withKeyFile(key.get())
                : tls;
    }

    /** A relative path would mean another file wherever the engine happens to be started. */
    private static Optional<Path> pem(Path file, String field, String text)
            throws UnusableFileException {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.startsWith("/")) {
            throw UnusableFileException.of(
                    file, "has a relative path for %s: write it from /".formatted(field));
        }
        return Optional.of(Path.of(text));
    }
}

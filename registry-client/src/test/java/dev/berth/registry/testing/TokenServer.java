package dev.berth.registry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.testing.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A token service that a real registry trusts: grants all to ada, and reading to everybody. */
public final class TokenServer implements AutoCloseable {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final PrivateKey key;
    private final String chain;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public TokenServer(TestAuthority authority) throws Exception {
        key = key(authority.key("token"));
        byte[] certificate =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Files.readAllBytes(authority.certificate("token"))))
                        .getEncoded();
        chain = Base64.getEncoder().encodeToString(certificate);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    public String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** Returns what it was asked: user, a blank, scopes. */
    public List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        String user = login == null ? "anonymous" : decode(login.substring("Basic ".length()));
        String query = exchange.getRequestURI().getRawQuery();
        List<String> scopes =
                Arrays.stream(query.split("&"))
                        .filter(part -> part.startsWith("scope="))
                        .map(part -> URLDecoder.decode(part.substring(6), StandardCharsets.UTF_8))
                        .toList();
        requests.add(user + " " + String.join(" ", scopes));
        boolean known = user.equals("anonymous") || user.equals("ada:secret");
        byte[] body =
                (known ? "{\"token\":\"" + token(user, scopes) + "\",\"expires_in\":300}" : "{}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token(String user, List<String> scopes) {
        boolean writer = user.equals("ada:secret");
        String access =
                scopes.stream()
                        .map(scope -> scope.split(":"))
                        .map(
                                parts ->
                                        "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[%s]}"
                                                .formatted(
                                                        parts[0],
                                                        parts[1],
                                                        writer ? "\"pull\",\"push\"" : "\"pull\""))
                        .collect(Collectors.joining(","));
        long now = Instant.now().getEpochSecond();
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}".formatted(chain);
        String claims =
                ("{\"iss\":\"berth-test\",\"aud\":\"berth\",\"sub\":\"\",\"jti\":\"1\",\"iat\":%d,"
                                + "\"nbf\":%d,\"exp\":%d,\"access\":[%s]}")
                        .formatted(now, now - 5, now + 300, access);
        String text = encode(header) + "." + encode(claims);
        return text + "." + URL.encodeToString(sign(text));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key(Path file) throws Exception {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static String encode(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.berth.engine.itest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The Docker Engine plugin API on a unix socket, one connection a request. */
record EngineRequests(Path socket) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 1024 * 1024;
    private static final int ENABLES = 20;

    void create(String name, Path tar) throws IOException {
        try (RawClient client = new RawClient(socket);
                InputStream in = Files.newInputStream(tar)) {
            client.send(
                    head("POST", "/plugins/create?name=" + encoded(name), "application/x-tar")
                            + "Content-Length: %d\r\n\r\n".formatted(Files.size(tar)));
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
                client.send(Arrays.copyOf(chunk, n));
            }
            // An engine need not read a tar behind its end, and resets the connection then.
            checked(client.receiveStart());
        }
    }

    /** Asks for the privileges and grants them, as the {@code docker} command does. */
    void pull(String remote, String name) throws IOException {
        String query = "remote=" + encoded(remote);
        String privileges = ask("GET", "/plugins/privileges?" + query, "");
        ask(
                "POST",
                "/plugins/pull?%s&name=%s".formatted(query, encoded(name)),
                privileges.startsWith("[") ? privileges : "[]");
    }

    void push(String name) throws IOException {
        ask("POST", "/plugins/" + name + "/push", "");
    }

    /**
     * Enables a plugin; asks again if dockerd 28 fails with its own unmounting of the disable
     * before, whose reply does not wait for that.
     */
    void enable(String name) throws IOException {
        for (int again = ENABLES - 1; ; again--) {
            try {
                ask("POST", "/plugins/" + name + "/enable?timeout=120", "");
                return;
            } catch (IOException e) {
                if (again == 0 || !e.getMessage().contains("setting up propagated mount")) {
                    throw e;
                }
            }
        }
    }

    void disable(String name) throws IOException {
        ask("POST", "/plugins/" + name + "/disable", "");
    }

    void remove(String name) throws IOException {
        ask("DELETE", "/plugins/" + name, "");
    }

    /** Removes a plugin, which an engine that has failed may not have. */
    void removeIfThere(String name) throws IOException {
        if (list().contains("\"" + name + "\"")) {
            remove(name);
        }
    }

    void inspect(String name) throws IOException {
        ask("GET", "/plugins/" + name + "/json", "");
    }

    String list() throws IOException {
        return ask("GET", "/plugins", "");
    }

    /** Returns a field, {@code Id} or {@code Name}, of the plugins that are enabled. */
    List<String> enabled(String field) throws IOException {
        List<String> found = new ArrayList<>();
        for (JsonNode plugin : JSON.readTree(list())) {
            if (plugin.get("Enabled").asBoolean()) {
                found.add(plugin.get(field).asText());
            }
        }
        return found;
    }

    void ping() throws IOException {
        ask("GET", "/_ping", "");
    }

    private String ask(String method, String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (RawClient client = new RawClient(socket)) {
            client.send(
                    head(method, path, "application/json")
                            + "Content-Length: %d\r\n\r\n".formatted(bytes.length));
            client.send(bytes);
            return checked(client.receive());
        }
    }

    private static String head(String method, String path, String type) {
        return "%s /v1.41%s HTTP/1.1\r\nHost: docker\r\nX-Registry-Auth: e30=\r\nConnection: close\r\nContent-Type: %s\r\n"
                .formatted(method, path, type);
    }

    /** What fails under way says so in its last line. */
    private static String checked(RawResponse response) throws IOException {
        if (response.status() >= 300 || response.body().contains("\"errorDetail\"")) {
            throw new IOException(response.status() + " " + response.body());
        }
        return response.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.plugin.Plugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Whatever is sent: a 4xx with a reason, no stack trace, and nothing left behind. */
public class MalformedRequestsIT extends DockerTestBase {
    private static final String CREATE = "POST /plugins/create?name=a/b";

    private List<Plugin> plugins;
    private Set<String> files;

    @Before
    public void whatIsThere() {
        volumePlugin("volume");
        plugins = manager.list();
        files = StoredFiles.below(folders().root());
    }

    @After
    public void isThereStillAndNothingElse() {
        assertEquals(plugins, manager.list());
        assertEquals(files, StoredFiles.below(folders().root()));
    }

    @Test
    public void badJson() throws IOException {
        for (String body : List.of("{", "{}", "[1]", "[[[", "\"x", "null null", "\0")) {
            refused("POST /plugins/volume/set", body);
        }
        for (String body : List.of(" ", "{", "{}", "[1]", "[{\"Name\":1}]", "[null]", "7")) {
            refused("POST /plugins/pull?remote=127.0.0.1:1/a/b", body);
            refused("POST /plugins/volume/upgrade?remote=127.0.0.1:1/a/b", body);
        }
        for (String body : List.of("", "{", "{}", "[]", "{\"username\":{}}")) {
            refused("POST /auth", body);
        }
        for (String filters : List.of("no", "%5B%5D", "7", "%7B%22enabled%22%3A7%7D")) {
            refused("GET /plugins?filters=" + filters, "");
            refused("GET /events?until=1&filters=" + filters, "");
        }
    }

    @Test
    public void badNumbersTimesAndVersions() throws IOException {
        for (String timeout : List.of("", "-1", "x", "1e3", "9".repeat(40))) {
            refused("POST /plugins/volume/enable?timeout=" + timeout, "");
        }
        for (String time : List.of("x", "9".repeat(40), "1.2.3")) {
            // One that is taken would be answered without an end.
            refused("GET /events?until=1&since=" + time, "");
        }
        for (String version : List.of("0", "1.11", "9.99", "1.2.3", "1.", "9".repeat(40))) {
            refused("GET /v" + version + "/plugins", "");
        }
    }

    @Test
    public void badNames() throws IOException {
        for (String name :
                List.of(
                        "x".repeat(9000),
                        "%00",
                        "a%0d%0ab",
                        "%ff",
                        "@",
                        "a@sha256:1",
                        "$(id)",
                        "%7Bname%7D")) {
            refused("GET /plugins/" + name + "/json", "");
            refused("DELETE /plugins/" + name, "");
            refused("POST /plugins/" + name + "/disable", "");
            refused("POST /plugins/" + name + "/push", "");
            refused("POST /plugins/create?name=" + name, "");
            refused("POST /plugins/pull?remote=" + name, "null");
        }
    }

    /** As in Docker, a path with dots in it is told where it leads: to nothing. */
    @Test
    public void pathTricks() throws IOException {
        for (String trick : List.of("..%2f..%2fetc%2fpasswd", "%2e%2e", "a/../../b", "/x")) {
            RawResponse moved = ask("GET /plugins/" + trick + "/json", new byte[0]);
            assertEquals(trick, 301, moved.status());
            String location = moved.headers().get("location");
            assertFalse(location, location.contains("..") || location.contains("//"));
            refused("GET " + location, "");
        }
    }

    @Test
    public void badArchives() throws IOException {
        byte[] whole = PluginSource.idle().tar().readAllBytes();
        refused(CREATE, new byte[0]);
        refused(CREATE, "this is no tar".getBytes(StandardCharsets.UTF_8));
        refused(CREATE, new byte[10_240]);
        for (int length : new int[] {100, 512, 700, 1100, 2000}) {
            refused(CREATE, Arrays.copyOf(whole, length));
        }
        refused(CREATE, PluginSource.idle().withConfig("").tar().readAllBytes());
        refused(CREATE, PluginSource.idle().withConfig("{no").tar().readAllBytes());
        refused(CREATE, PluginSource.idle().withConfig("[]").tar().readAllBytes());
        refused(CREATE, PluginSource.idle().withConfig("{\"env\":7}").tar().readAllBytes());
        refused(CREATE, without(whole, "config.json"));
    }

    /** Returns an archive with another name where this one was; the sum of its header stays. */
    private static byte[] without(byte[] tar, String name) {
        byte[] turned = tar.clone();
        String text = new String(tar, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(name);
        turned[at] = (byte) name.charAt(1);
        turned[at + 1] = (byte) name.charAt(0);
        return turned;
    }

    private void refused(String request, String body) throws IOException {
        refused(request, body.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(String request, byte[] body) throws IOException {
        RawResponse response = ask(request, body);
        String said = request + ": " + response;
        assertTrue(said, response.status() >= 400 && response.status() < 500);
        assertFalse(said, response.body().isBlank());
        assertFalse(said, response.body().contains("Exception"));
        assertFalse(said, response.body().contains("dev.berth"));
        assertFalse(said, response.body().contains("jackson"));
    }

    private RawResponse ask(String request, byte[] body) throws IOException {
        try (RawClient client = new RawClient(folders().socket())) {
            client.send(
                    ("%s HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: %d\r\n\r\n")
                            .formatted(request, body.length));
            return client.send(body).receive();
        }
    }
}

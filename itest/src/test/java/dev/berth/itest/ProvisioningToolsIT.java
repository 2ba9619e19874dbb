package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.itest.parts.PluginSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.Before;
import org.junit.Test;

/**
 * The requests of Ansible's module and of Terraform's resource, both called docker_plugin: one
 * connection for each run, their headers, their spelling of parameters.
 */
public class ProvisioningToolsIT extends DockerTestBase {
    private static final String ANSIBLE =
            """
            Host: localhost
            User-Agent: ansible-community.docker
            Accept-Encoding: gzip, deflate
            Accept: */*
            Connection: keep-alive
            """;
    private static final String TERRAFORM =
            """
            Host: api.moby.localhost
            User-Agent: Go-http-client/1.1
            """;
    private static final String SETTING = "[\"SCOPE=global\"]";

    private String remote;
    private String encoded;

    @Before
    public void published() {
        remote =
                new PluginsInTheRegistry(manager)
                        .published("berth/tools", PluginSource.volume())
                        .familiar();
        encoded = URLEncoder.encode(remote, StandardCharsets.UTF_8);
    }

    /** Recorded from community.docker 3.4.7: present (twice), enable, disable, absent. */
    @Test
    public void ansible() throws IOException {
        try (RawClient run = new RawClient(folders().socket())) {
            String plugin = ansiblesPlugin(run, 404);
            String api = plugin.substring(0, plugin.indexOf("/ansible"));
            String asked = done(run, ANSIBLE, "GET " + api + "/privileges?remote=" + encoded, "");
            String pull = "POST " + api + "/pull?remote=" + encoded + "&name=ansible";
            assertTrue(done(run, ANSIBLE, pull, asked).contains("Complete"));
            done(run, ANSIBLE, "GET " + plugin + "/json", "");
            done(run, ANSIBLE, "POST " + plugin + "/set", SETTING);
        }
        try (RawClient run = new RawClient(folders().socket())) {
            String plugin = ansiblesPlugin(run, 200);
            JsonNode shown = shown(run, ANSIBLE, plugin);
            assertTrue(shown.toString(), shown.at("/Settings/Env").toString().contains("global"));
        }
        try (RawClient run = new RawClient(folders().socket())) {
            String plugin = ansiblesPlugin(run, 200);
            done(run, ANSIBLE, "POST " + plugin + "/enable?timeout=30", "{}");
            assertTrue(shown(run, ANSIBLE, plugin).path("Enabled").asBoolean());
            assertEquals(409, ask(run, ANSIBLE, "DELETE " + plugin + "?force=False", "").status());
            done(run, ANSIBLE, "POST " + plugin + "/disable", "{}");
            done(run, ANSIBLE, "DELETE " + plugin + "?force=False", "");
        }
        try (RawClient run = new RawClient(folders().socket())) {
            ansiblesPlugin(run, 404);
        }
    }

    /** What it does without asking for the state before: force, and a plugin that nobody has. */
    @Test
    public void ansibleByForce() throws IOException {
        try (RawClient run = new RawClient(folders().socket())) {
            String asked =
                    done(run, ANSIBLE, "GET /v1.41/plugins/privileges?remote=" + encoded, "");
            done(run, ANSIBLE, "POST /v1.41/plugins/pull?remote=" + encoded, asked);
            done(run, ANSIBLE, "POST /v1.41/plugins/" + remote + "/enable?timeout=0", "{}");
            done(run, ANSIBLE, "DELETE /v1.41/plugins/" + remote + "?force=True", "");
            String nowhere = encoded.replace("tools", "nosuch");
            RawResponse missing =
                    ask(run, ANSIBLE, "GET /v1.41/plugins/privileges?remote=" + nowhere, "");
            assertEquals(404, missing.status());
            assertTrue(missing.body(), missing.body().contains("manifest unknown"));
        }
    }

    /** By the sources of kreuzwerker/docker and moby's client: create, update, destroy, refresh. */
    @Test
    public void terraform() throws IOException {
        try (RawClient run = new RawClient(folders().socket())) {
            String api = "/v1.41/plugins/";
            String asked = done(run, TERRAFORM, "GET " + api + "privileges?remote=" + encoded, "");
            String pull = "POST " + api + "pull?name=&remote=" + encoded;
            RawResponse pulled = ask(run, TERRAFORM + "X-Registry-Auth: \n", pull, asked);
            String name = pulled.headers().get("docker-plugin-name");
            assertEquals(remote, name);
            done(run, TERRAFORM, "POST " + api + name + "/set", SETTING);
            done(run, TERRAFORM, "POST " + api + name + "/enable?timeout=0", "");
            JsonNode created = shown(run, TERRAFORM, api + remote);
            assertTrue(created.path("Enabled").asBoolean());
            assertEquals(remote, created.path("Name").asText());
            assertEquals(remote, created.path("PluginReference").asText());

            String id = api + created.path("Id").asText();
            done(run, TERRAFORM, "POST " + id + "/disable?force=1", "");
            done(run, TERRAFORM, "POST " + id + "/set", "[\"SCOPE=local\"]");
            done(run, TERRAFORM, "POST " + id + "/enable?timeout=60", "");
            JsonNode updated = shown(run, TERRAFORM, id);
            assertTrue(
                    updated.toString(), updated.at("/Settings/Env").toString().contains("=local"));
            done(run, TERRAFORM, "DELETE " + id + "?force=1", "");
            assertEquals(404, ask(run, TERRAFORM, "GET " + id + "/json", "").status());
        }
    }

    /** Begins a run as each of the module's does, and returns the plugin's path. */
    private static String ansiblesPlugin(RawClient run, int status) throws IOException {
        RawResponse version = ask(run, ANSIBLE, "GET /version", "");
        String path = "/v" + json(version).path("ApiVersion").asText() + "/plugins/ansible";
        assertEquals(status, ask(run, ANSIBLE, "GET " + path + "/json", "").status());
        return path;
    }

    private static JsonNode shown(RawClient run, String headers, String plugin) throws IOException {
        RawResponse reply = ask(run, headers, "GET " + plugin + "/json", "");
        assertEquals(reply.body(), 200, reply.status());
        return json(reply);
    }

    private static String done(RawClient run, String headers, String request, String body)
            throws IOException {
        RawResponse reply = ask(run, headers, request, body);
        assertEquals(request + ": " + reply.body(), 2, reply.status() / 100);
        return reply.body();
    }

    private static RawResponse ask(RawClient run, String headers, String request, String body)
            throws IOException {
        String type = body.isEmpty() ? "text/plain" : "application/json";
        String length = "Content-Type: %s\nContent-Length: %d\n".formatted(type, body.length());
        String head = request + " HTTP/1.1\n" + headers + length + "\n";
        return run.send(head.replace("\n", "\r\n") + body).receive();
    }

    private static JsonNode json(RawResponse reply) throws IOException {
        return new ObjectMapper().readTree(reply.body());
    }
}

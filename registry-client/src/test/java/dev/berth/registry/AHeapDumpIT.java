package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedResponses;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.ScriptedServer.Script;
import dev.berth.registry.testing.Served;
import dev.berth.spi.Descriptor;
import dev.berth.testing.ForkedJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a heap dump of a process shows that has pulled with a password. */
class AHeapDumpIT {
    private static final String PASSWORD = "Zq7-correct-horse-battery";
    private static final String BASIC =
            Base64.getEncoder()
                    .encodeToString(("ada:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));

    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, 100_000);

    private static Script guarded(Script inside, String challenge, String pass) {
        return (request, out) -> {
            boolean right = request.header("Authorization").equals(pass);
            (right ? inside : ScriptedResponses.unauthorized(challenge)).answer(request, out);
        };
    }

    private void guard(ScriptedServer server, String challenge, String pass) {
        Descriptor config = plugin.manifest().config();
        Descriptor layer = plugin.layer(0);
        server.on(
                Served.manifestLine("a/b", "1"),
                guarded(
                        ScriptedResponses.of(200, plugin.manifest().manifestBytes()),
                        challenge,
                        pass));
        server.on(
                Served.blobLine("a/b", config),
                guarded(
                        ScriptedResponses.of(200, plugin.manifest().configBytes()),
                        challenge,
                        pass));
        server.on(
                Served.blobLine("a/b", layer),
                guarded(ScriptedResponses.of(200, plugin.bytes(layer)), challenge, pass));
    }

    private void run(ScriptedServer server) throws Exception {
        ForkedJvm puller =
                ForkedJvm.start(
                        List.of("-Xmx64m"), PullAndDump.class, server.address(), folder.toString());
        puller.input(PASSWORD.getBytes(StandardCharsets.US_ASCII));
        puller.output();
    }

    private boolean shows(String dump, String text) throws Exception {
        String bytes =
                new String(Files.readAllBytes(folder.resolve(dump)), StandardCharsets.ISO_8859_1);
        return bytes.contains(text);
    }

    @Test
    void hasNoPasswordOnceTheClientIsStopped() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            guard(server, "Basic realm=\"x\"", "Basic " + BASIC);
            run(server);
        }

        assertFalse(shows("active.hprof", PASSWORD));
        // The header is cached as long as it is valid; this also shows that the search finds
        // things.
        assertTrue(shows("active.hprof", BASIC));
        assertFalse(shows("closed.hprof", PASSWORD));
        assertFalse(shows("closed.hprof", BASIC));
    }

    @Test
    void hasNoPasswordAsSoonAsItIsExchangedForAToken() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            String realm =
                    "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(server.address());
            guard(server, realm, "Bearer the.t0ken.given");
            server.on(
                    "GET /token",
                    guarded(
                            ScriptedResponses.of(
                                    200, "{\"token\":\"the.t0ken.given\",\"expires_in\":300}"),
                            "Basic realm=\"x\"",
                            "Basic " + BASIC));
            run(server);
        }

        assertFalse(shows("active.hprof", PASSWORD));
        assertFalse(shows("active.hprof", BASIC));
        // What was read last may stay in a buffer of Java's HTTP client, but never what was sent.
        assertTrue(shows("active.hprof", "the.t0ken.given"));
        assertFalse(shows("closed.hprof", PASSWORD));
        assertFalse(shows("closed.hprof", BASIC));
    }
}

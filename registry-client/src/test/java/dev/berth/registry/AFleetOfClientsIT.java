package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.registry.testing.RealNginx;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.spi.Descriptor;
import dev.berth.testing.RealRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many hosts pull the same plugin in the same second from a real registry, behind an nginx that
 * serves 100 requests a second and tells all others to come back in a second.
 */
@EnabledIfSystemProperty(named = "berth.long", matches = "true")
class AFleetOfClientsIT {
    private static final SamplePlugin PLUGIN = new SamplePlugin(1, 100_000);
    private static final int HOSTS = 200;
    private static final int MINUTES = 5;

    @TempDir Path folder;

    @Test
    void comesBackSpreadAndGetsAll() throws Exception {
        int front = RealNginx.freePort();
        try (RealRegistry server = RealRegistry.plain()) {
            try (TestClient direct = TestClient.usual()) {
                direct.push(server.address() + "/a/plugin:1", PLUGIN);
            }
            RealNginx nginx = RealNginx.start(folder, http(front, server.address()));
            try {
                pull("127.0.0.1:" + front + "/a/plugin:1");
            } finally {
                assertSpread(nginx.stopAndReadLog());
            }
        }
    }

    private static void pull(String reference) throws Exception {
        ExecutorService hosts = Executors.newFixedThreadPool(HOSTS);
        List<Callable<byte[]>> pulls = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            pulls.add(() -> pullOnce(reference));
        }
        try {
            byte[] layer = PLUGIN.bytes(PLUGIN.manifest().layers().get(0));
            for (Future<byte[]> pulled : hosts.invokeAll(pulls, MINUTES, TimeUnit.MINUTES)) {
                assertArrayEquals(layer, pulled.get());
            }
        } finally {
            hosts.shutdownNow();
        }
    }

    /** Each host has a client of its own, as it has. */
    private static byte[] pullOnce(String reference) throws Exception {
        try (TestClient client =
                TestClient.with(
                        Map.of(
                                "retry.attempts.max.count",
                                60L,
                                "retry.first.milliseconds",
                                250L))) {
            Descriptor layer = client.resolve(reference).layers().get(0);
            return client.fetch(reference, layer);
        }
    }

    private static String http(int front, String registry) {
        return """
        limit_req_zone $binary_remote_addr zone=all:1m rate=100r/s;
        server {
            listen 127.0.0.1:%d;
            proxy_set_header Host $http_host;
            location / {
                limit_req zone=all burst=10 nodelay;
                limit_req_status 429;
                proxy_pass http://%s;
            }
            error_page 429 @busy;
            location @busy {
                internal;
                add_header Retry-After 1 always;
                return 429;
            }
        }
        """
                .formatted(front, registry);
    }

    /** In the log of nginx: whoever was told to come back in a second did not come in step. */
    private static void assertSpread(String log) {
        long refused = log.lines().filter(line -> line.endsWith(" 429")).count();
        long served = log.lines().filter(line -> line.endsWith(" 200")).count();
        assertTrue(refused > 0, "nobody was told to come back");
        assertTrue(served >= 3 * HOSTS, served + " requests were served");
        assertEquals(
                0, log.lines().filter(line -> line.endsWith(" 503")).count(), "of another kind");
        System.out.printf("%d hosts: %d served, %d told to come back%n", HOSTS, served, refused);
    }
}

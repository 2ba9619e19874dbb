package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.testing.plugin.EventFixture;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchEventsTest extends EngineTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L, 123_456_789L);

    @Test
    void haveDockersShape() throws IOException {
        tell(Kind.ENABLE, "a/x:latest", TIME, Map.of());
        assertEquals(
                "{\"Type\":\"plugin\",\"Action\":\"enable\",\"Actor\":{\"ID\":\"id-a/x:latest\","
                        + "\"Attributes\":{\"name\":\"a/x:latest\"}},\"scope\":\"local\","
                        + "\"time\":1700000000,\"timeNano\":1700000000123456789}\n",
                engine.get("/events?until=1700000001").body());
    }

    @Test
    void nameTheReferenceOfAPull() throws IOException {
        tell(Kind.PULL, "alias:latest", TIME, Map.of("reference", "a/x:1"));
        var event = engine.get("/events?until=1700000001").json();
        assertEquals("a/x:1", event.at("/Actor/ID").asText());
        assertEquals("{\"name\":\"alias:latest\"}", event.at("/Actor/Attributes").toString());
    }

    @Test
    void tellWhyAPluginDied() throws IOException {
        tell(Kind.DIE, "x:latest", TIME, Map.of("exitCode", "3"));
        assertEquals(
                "{\"exitCode\":\"3\",\"name\":\"x:latest\"}",
                engine.get("/events?until=1700000001").json().at("/Actor/Attributes").toString());
    }

    @Test
    void arriveAsTheyHappen() throws IOException {
        Plugin plugin = engine.plugins().add("a/x", "{}");
        tell(Kind.CREATE, "before:latest", Instant.now(), Map.of());
        try (RawClient client = engine.client()) {
            client.send("GET /v1.41/events HTTP/1.1\r\nHost: d\r\n\r\n");
            RawResponse start = client.receiveStart();
            assertEquals("application/json", start.headers().get("content-type"));
            engine.plugins().tell(Kind.ENABLE, plugin);
            assertTrue(client.chunk().contains("\"Action\":\"enable\""));
            engine.plugins().tell(Kind.DISABLE, plugin);
            assertTrue(client.chunk().contains("\"Action\":\"disable\""));
        }
    }

    @Test
    void beginWithThePastSinceAGivenTime() throws IOException {
        tell(Kind.CREATE, "old:latest", TIME, Map.of());
        tell(Kind.ENABLE, "new:latest", TIME.plusSeconds(10), Map.of());
        try (RawClient client = engine.client()) {
            client.send("GET /events?since=1700000005 HTTP/1.1\r\nHost: d\r\n\r\n");
            client.receiveStart();
            assertTrue(client.chunk().contains("new:latest"));
            tell(Kind.DISABLE, "new:latest", TIME.plusSeconds(11), Map.of());
            assertTrue(client.chunk().contains("\"Action\":\"disable\""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "since=1700000000&until=1700000001,a b",
        "since=1700000000.123456790&until=1700000001,b",
        "until=1700000000.2,a",
        "since=1600000000&until=1600000001,''",
        "until=-5,''",
        "since=-1&until=%2B1700000001,a b",
        "since=1700000000.1234567900001&until=1700000001,b",
        "since=-999999999999999999&until=1700000001,a b"
    })
    void endAtAGivenTime(String query, String names) throws IOException {
        tell(Kind.CREATE, "a:latest", TIME, Map.of());
        tell(Kind.CREATE, "b:latest", TIME.plusMillis(500), Map.of());
        assertEquals(names, names(engine.get("/events?" + query)));
    }

    @Test
    void doNotEndBeforeATimeThatNeverComes() throws Exception {
        try (RawClient client = engine.client()) {
            client.send("GET /events?until=999999999999999999 HTTP/1.1\r\nHost: d\r\n\r\n");
            client.receiveStart();
            tell(Kind.CREATE, "a:latest", TIME, Map.of());
            assertTrue(client.chunk().contains("a:latest"));
        }
    }

    @Test
    void endWhenTheTimeComes() throws IOException {
        long soon = Instant.now().getEpochSecond() + 1;
        try (RawClient client = engine.client()) {
            client.send("GET /events?until=%d HTTP/1.1\r\nHost: d\r\n\r\n".formatted(soon));
            client.receiveStart();
            assertEquals("", client.chunk());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|a b",
                "{\"event\":{\"enable\":true}}|a",
                "{\"event\":[\"enable\",\"remove\"]}|a b",
                "{\"plugin\":{\"a\":true}}|a",
                "{\"plugin\":{\"id-b\":true}}|b",
                "{\"plugin\":{\"b:latest\":true},\"event\":{\"enable\":true}}|''",
                "{\"type\":{\"plugin\":true}}|a b",
                "{\"type\":{\"container\":true}}|''",
                "{\"container\":{\"a\":true}}|''",
                "{\"scope\":{\"local\":true}}|a b",
                "{\"scope\":{\"swarm\":true}}|''",
                "{\"label\":{\"name=a:latest\":true}}|a",
                "{\"label\":{\"name\":true}}|a b",
                "{\"label\":{\"other\":true}}|''",
                "{\"unheard-of\":{\"x\":true}}|a b"
            })
    void areFiltered(String filters, String names) throws IOException {
        tell(Kind.ENABLE, "a:latest", TIME, Map.of());
        tell(Kind.REMOVE, "b:latest", TIME, Map.of());
        String query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
        assertEquals(names, names(engine.get("/events?until=1700000001&filters=" + query)));
    }

    @ParameterizedTest
    @CsvSource({
        "since=yesterday",
        "since=1e9",
        "since=1.",
        "since=.5",
        "since=1.-5",
        "since=1&until=-1",
        "since=2&until=1",
        "filters=no",
        "since=99999999999999999999"
    })
    void areNotToldForNonsense(String query) throws IOException {
        assertEquals(400, engine.get("/events?" + query).status());
    }

    @Test
    void areKeptUpTo256() throws IOException {
        for (int i = 0; i < 300; i++) {
            tell(Kind.SET, "p%d:latest".formatted(i), TIME, Map.of());
        }
        List<String> names = List.of(names(engine.get("/events?until=1700000001")).split(" "));
        assertEquals(256, names.size());
        assertEquals("p44", names.get(0));
    }

    @Test
    void endForAClientThatDoesNotReadThem() throws IOException {
        try (RawClient slow = engine.client()) {
            slow.send("GET /events?since=1 HTTP/1.1\r\nHost: d\r\n\r\n");
            slow.receiveStart();
            for (int i = 0; i < 20_000; i++) {
                tell(Kind.SET, "p%d:latest".formatted(i), TIME, Map.of());
            }
            assertThrows(
                    EOFException.class,
                    () -> {
                        while (!slow.chunk().isEmpty()) {
                            continue;
                        }
                    });
        }
        assertEquals("OK", engine.get("/_ping").body());
    }

    private void tell(Kind kind, String name, Instant time, Map<String, String> more) {
        engine.journal().plugin(new EventFixture(kind, "id-" + name, name, time, more));
    }

    private static String names(RawResponse response) {
        List<String> names = new ArrayList<>();
        response.body()
                .lines()
                .map(l -> l.replaceAll(".*\"name\":\"([^:]*):latest\".*", "$1"))
                .forEach(names::add);
        return String.join(" ", names);
    }
}

package dev.berth.shared.protocol.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.shared.protocol.ProtocolReply;
import dev.berth.shared.protocol.ServedProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeMethodsTest {
    private final List<String> calls = new ArrayList<>();
    private Object size = 7;
    private final List<Throwable> failures = new ArrayList<>();
    private final ServedProtocol served = VolumeMethods.serve(new TestDriver(), failures::add);

    private final class TestDriver implements VolumeDriver {
        @Override
        public void create(String name, Map<String, String> options) {
            calls.add("create " + name + " " + options);
        }

        @Override
        public void remove(String name) {
            throw new IllegalStateException("no such volume: " + name);
        }

        @Override
        public Mountpoint mount(String name, String id) {
            return Mountpoint.of("/data/" + name + "/" + id);
        }

        @Override
        public void unmount(String name, String id) {
            throw new NoClassDefFoundError("com/example/Gone");
        }

        @Override
        public Optional<Mountpoint> path(String name) {
            return Optional.empty();
        }

        @Override
        public Volume get(String name) {
            return Volume.of(name)
                    .withMountpoint(Mountpoint.of("/data/v"))
                    .withCreatedAt(Instant.parse("2026-01-02T03:04:05Z"))
                    .withStatus(Map.of("size", size));
        }

        @Override
        public List<Volume> list() {
            return List.of(Volume.of("a"));
        }
    }

    @Test
    void servesEachMethod() {
        assertEquals("200 {}", call("Create", "{\"name\":\"v\",\"Opts\":{\"a\":\"b\"}}"));
        assertEquals(List.of("create v {a=b}"), calls);
        assertEquals(
                "200 {\"Mountpoint\":\"/data/v/i\"}",
                call("Mount", "{\"Name\":\"v\",\"ID\":\"i\"}"));
        assertEquals("200 {\"Mountpoint\":\"\"}", call("Path", "{\"Name\":\"v\"}"));
        assertEquals(
                "200 {\"Volume\":{\"Name\":\"v\",\"Mountpoint\":\"/data/v\",\"CreatedAt\":"
                        + "\"2026-01-02T03:04:05Z\",\"Status\":{\"size\":7}}}",
                call("Get", "{\"Name\":\"v\"}"));
        assertEquals("200 {\"Volumes\":[{\"Name\":\"a\"}]}", call("List", ""));
        assertEquals("200 {\"Capabilities\":{\"Scope\":\"local\"}}", call("Capabilities", "{}"));
        assertEquals(8, served.methods().size());
    }

    @Test
    void repliesWithTheMessageOfWhatTheDriverThrows() {
        assertEquals("500 {\"Err\":\"no such volume: v\"}", call("Remove", "{\"Name\":\"v\"}"));
        assertEquals(
                "500 {\"Err\":\"java.lang.NoClassDefFoundError: com/example/Gone\"}",
                call("Unmount", "{}"));
        assertEquals(2, failures.size());
    }

    @Test
    void repliesWithAnErrorWhenADriverTellsWhatJsonHasNot() {
        size = new Thread();
        assertEquals(
                "500 {\"Err\":\"JSON has no java.lang.Thread\"}", call("Get", "{\"Name\":\"v\"}"));
        assertEquals(1, failures.size());
    }

    @Test
    void refusesWhatIsNotOfTheProtocol() {
        assertTrue(
                call("Create", "{\"Name\":1}").startsWith("400 {\"Err\":\"VolumeDriver.Create: "));
        assertTrue(call("Create", "[]").startsWith("400 {\"Err\":\"VolumeDriver.Create: "));
        assertEquals("404 {\"Err\":\"no method VolumeDriver.Snapshot\"}", call("Snapshot", "{}"));
        assertEquals(List.of(), failures);
    }

    private String call(String method, String body) {
        ProtocolReply reply =
                served.call("VolumeDriver." + method, body.getBytes(StandardCharsets.UTF_8));
        return reply.status() + " " + new String(reply.text(), StandardCharsets.UTF_8);
    }
}

package dev.berth.export;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.shared.protocol.volume.VolumeMethods;
import dev.berth.shared.server.ProtocolServerLimits;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
    private static final OfferedService LOW = new OfferedService(new Rank(1), VolumeDriver.class);
    private static final OfferedService HIGH = new OfferedService(new Rank(2), VolumeDriver.class);

    @TempDir Path top;
    private final RecordingLog log = new RecordingLog();
    private Path folder;
    private Exporter exporter;

    /** A service's place among others, as a reference has it. */
    private record Rank(int value) implements Comparable<Object> {
        @Override
        public int compareTo(Object other) {
            return Integer.compare(value, ((Rank) other).value);
        }
    }

    @BeforeEach
    void start() {
        folder = top.resolve("plugins");
        ProtocolServerLimits limits =
                new ProtocolServerLimits(
                        8,
                        4096,
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(1));
        exporter =
                new Exporter(
                        (name, offers) ->
                                ExportedPlugin.open(name, offers, folder, "", limits, log.logger()),
                        Duration.ofSeconds(5),
                        log.logger());
    }

    @AfterEach
    void stop() {
        exporter.close();
    }

    @Test
    void makesNothingUnlessAsked() {
        assertFalse(Files.exists(folder));
    }

    @Test
    void servesAServiceUntilItGoes() throws Exception {
        exporter.offer("data", LOW, new TestDriver("one"), VolumeMethods::serve);
        log.next("plugin data is offered at unix://" + socket("data"));
        assertTrue(call("data", "Plugin.Activate").endsWith("{\"Implements\":[\"VolumeDriver\"]}"));
        assertTrue(
                call("data", "VolumeDriver.List").endsWith("{\"Volumes\":[{\"Name\":\"one\"}]}"));
        exporter.withdraw(LOW);
        assertFalse(Files.exists(socket("data")));
    }

    @Test
    void servesAllProtocolsOfAName() throws Exception {
        exporter.offer("data", LOW, new TestDriver("one"), VolumeMethods::serve);
        log.next("is offered");
        exporter.offer(
                "data",
                HIGH,
                new Object(),
                (driver, failures) -> new ServedProtocol("authz", "Err", failures));
        log.next("[VolumeDriver, authz]");
        assertTrue(call("data", "Plugin.Activate").endsWith("[\"VolumeDriver\",\"authz\"]}"));
        exporter.withdraw(LOW);
        assertTrue(call("data", "Plugin.Activate").endsWith("[\"authz\"]}"));
    }

    @Test
    void endsWhatGoesOnOfAServiceThatHasGone() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        exporter.offer(
                "data",
                LOW,
                new TestDriver("one"),
                (driver, failures) ->
                        VolumeMethods.serve(driver, failures).closing(ended::countDown));
        exporter.withdraw(LOW);
        assertTrue(ended.await(20, TimeUnit.SECONDS));
    }

    @Test
    void servesAServiceOfTwoInterfacesAsBoth() throws Exception {
        OfferedService other = new OfferedService(LOW.reference(), Object.class);
        exporter.offer("data", LOW, new TestDriver("one"), VolumeMethods::serve);
        exporter.offer(
                "data",
                other,
                new Object(),
                (driver, failures) -> new ServedProtocol("authz", "Err", failures));
        log.next("[VolumeDriver, authz]");
        exporter.withdraw(other);
        assertTrue(call("data", "Plugin.Activate").endsWith("[\"VolumeDriver\"]}"));
    }

    @Test
    void letsGoOnWhatAnotherServiceOfThePluginDoesNotTouch() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        TestDriver driver = new TestDriver("one");
        BiFunction<TestDriver, Consumer<Throwable>, ServedProtocol> serving =
                (volumes, failures) ->
                        VolumeMethods.serve(volumes, failures).closing(() -> ended.set(true));
        exporter.offer("data", LOW, driver, serving);
        log.next("is offered");
        OfferedService other = new OfferedService(new Rank(2), Object.class);
        exporter.offer(
                "data",
                other,
                new Object(),
                (object, failures) -> new ServedProtocol("authz", "Err", failures));
        log.next("[VolumeDriver, authz]");
        exporter.offer("data", LOW, driver, serving);
        exporter.withdraw(other);
        assertFalse(ended.get());
        exporter.withdraw(LOW);
        assertTrue(ended.get());
    }

    @Test
    void servesTheServiceOfTheHighestRanking() throws Exception {
        exporter.offer("data", HIGH, new TestDriver("high"), VolumeMethods::serve);
        exporter.offer("data", LOW, new TestDriver("low"), VolumeMethods::serve);
        log.next("is offered");
        assertTrue(call("data", "VolumeDriver.List").contains("high"));
        exporter.withdraw(HIGH);
        assertTrue(call("data", "VolumeDriver.List").contains("low"));
    }

    @Test
    void leavesASocketOfSomebodyElse() throws Exception {
        Files.createDirectories(folder);
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket("data")));
            exporter.offer("data", LOW, new TestDriver("one"), VolumeMethods::serve);
            log.next("plugin data cannot be offered");
            exporter.offer("other", HIGH, new TestDriver("two"), VolumeMethods::serve);
            log.next("plugin other is offered");
        }
        assertTrue(Files.exists(socket("data")));
    }

    @Test
    void refusesWhatIsNoName() throws Exception {
        for (Object name : new Object[] {"../x", "", ".x", "a/b", "x".repeat(64), 7}) {
            exporter.offer(name, LOW, new TestDriver("one"), VolumeMethods::serve);
            log.next("cannot be offered: berth.offer is not a name");
        }
        exporter.withdraw(LOW);
        assertFalse(Files.exists(folder));
    }

    @Test
    void goesOnWithoutADriverThatNeverReturns() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TestDriver hanging = new TestDriver("one");
        hanging.onList =
                () -> {
                    called.countDown();
                    hang(end);
                };
        exporter.offer("data", LOW, hanging, VolumeMethods::serve);
        log.next("is offered");
        try (SocketChannel client = connect("data")) {
            send(client, "VolumeDriver.List");
            assertTrue(called.await(20, TimeUnit.SECONDS));
            exporter.withdraw(LOW);
            assertFalse(Files.exists(socket("data")));
            assertTrue(log.has("calls did not end within 1 s"), log.lines().toString());
        } finally {
            end.countDown();
        }
    }

    private static void hang(CountDownLatch end) {
        boolean over = false;
        while (!over) {
            try {
                end.await();
                over = true;
            } catch (InterruptedException e) {
                // It hangs, interrupted or not.
                over = false;
            }
        }
    }

    private Path socket(String name) {
        return folder.resolve(name + ".sock");
    }

    private SocketChannel connect(String name) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket(name)));
    }

    private static void send(SocketChannel client, String method) throws IOException {
        Channels.newOutputStream(client)
                .write(
                        "POST /%s HTTP/1.1\r\nHost: plugin\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                                .formatted(method)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private String call(String name, String method) throws IOException {
        try (SocketChannel client = connect(name)) {
            send(client, method);
            return new String(
                    Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class TestDriver implements VolumeDriver {
        private final String volume;
        private volatile Runnable onList = () -> {};

        TestDriver(String volume) {
            this.volume = volume;
        }

        @Override
        public void create(String name, Map<String, String> options) {}

        @Override
        public void remove(String name) {}

        @Override
        public Mountpoint mount(String name, String id) {
            return Mountpoint.of("/data");
        }

        @Override
        public void unmount(String name, String id) {}

        @Override
        public Optional<Mountpoint> path(String name) {
            return Optional.empty();
        }

        @Override
        public Volume get(String name) {
            return Volume.of(name);
        }

        @Override
        public List<Volume> list() {
            onList.run();
            return List.of(Volume.of(volume));
        }
    }
}

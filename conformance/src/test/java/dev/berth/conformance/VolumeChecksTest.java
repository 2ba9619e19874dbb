package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.conformance.Finding.Kind;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.sdk.ListeningPlugin;
import dev.berth.sdk.PluginEndpoint;
import dev.berth.sdk.PluginServer;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeChecksTest {
    @TempDir Path folder;

    /** A driver that conforms; each test breaks it in one place. */
    private static class GoodVolumes implements VolumeDriver {
        final Map<String, Set<String>> uses = new ConcurrentHashMap<>();

        @Override
        public void create(String name, Map<String, String> options) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a volume has a name");
            }
            uses.putIfAbsent(name, ConcurrentHashMap.newKeySet());
        }

        @Override
        public void remove(String name) {
            if (!find(name).isEmpty()) {
                throw new IllegalStateException("in use: " + name);
            }
            uses.remove(name);
        }

        @Override
        public Mountpoint mount(String name, String id) {
            find(name).add(id);
            return Mountpoint.of("/mnt/" + name);
        }

        @Override
        public void unmount(String name, String id) {
            find(name).remove(id);
        }

        @Override
        public Optional<Mountpoint> path(String name) {
            return Optional.of(Mountpoint.of("/mnt/" + name)).filter(at -> !find(name).isEmpty());
        }

        @Override
        public Volume get(String name) {
            find(name);
            return Volume.of(name);
        }

        @Override
        public List<Volume> list() {
            return uses.keySet().stream().map(Volume::of).toList();
        }

        final Set<String> find(String name) {
            Set<String> found = uses.get(name);
            if (found == null) {
                throw new IllegalStateException("no such volume: " + name);
            }
            return found;
        }
    }

    private CheckReport verify(VolumeDriver driver) throws IOException {
        return verify(driver, Optional.empty());
    }

    private CheckReport verify(VolumeDriver driver, Optional<CheckReport.Check> restart)
            throws IOException {
        Path socket = folder.resolve("p.sock");
        CheckReport report = new CheckReport(finding -> {});
        try (ListeningPlugin plugin =
                PluginServer.create()
                        .volume(driver)
                        .listen(PluginEndpoint.unix(socket.toString()))) {
            VerifiedPlugin verified = new VerifiedPlugin(socket, TestTimeout.LIMIT);
            new VolumeChecks(verified, report, restart).run();
            assertTrue(plugin.address().endsWith("p.sock"));
        }
        return report;
    }

    private static List<String> rules(CheckReport report, Kind kind) {
        return report.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::rule)
                .toList();
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        GoodVolumes driver = new GoodVolumes();
        CheckReport report = verify(driver, Optional.of(() -> ""));
        assertEquals(List.of(), rules(report, Kind.WRONG), report.findings().toString());
        assertEquals(List.of(), rules(report, Kind.NOTE), report.findings().toString());
        assertEquals(Map.of(), driver.uses, "nothing is left");
    }

    @Test
    void findAVolumeThatComesIntoBeingByItself() throws IOException {
        CheckReport report =
                verify(
                        new GoodVolumes() {
                            @Override
                            public Volume get(String name) {
                                return Volume.of(name);
                            }
                        });
        assertEquals(
                List.of(
                        "VolumeDriver.Get of a volume that there is not answers with an Err",
                        "VolumeDriver.Remove removes it: List and Get know it no more"),
                rules(report, Kind.WRONG));
        assertTrue(report.hasWrong());
        assertTrue(report.summary().contains(": 2 wrong, 1 notes."), report.summary());
    }

    @Test
    void findAMountThatForgetsWhoElseUsesIt() throws IOException {
        CheckReport report =
                verify(
                        new GoodVolumes() {
                            @Override
                            public void unmount(String name, String id) {
                                find(name).clear();
                            }
                        });
        assertTrue(
                rules(report, Kind.WRONG)
                        .contains(
                                "VolumeDriver.Unmount of one ID leaves the volume mounted for the"
                                        + " other"));
    }

    @Test
    void findAMountpointThatIsNoPath() throws IOException {
        CheckReport report =
                verify(
                        new GoodVolumes() {
                            @Override
                            public Mountpoint mount(String name, String id) {
                                super.mount(name, id);
                                return Mountpoint.of("here");
                            }
                        });
        String finding =
                report.findings().stream()
                        .filter(each -> each.kind() == Kind.WRONG)
                        .findFirst()
                        .orElseThrow()
                        .toString();
        assertTrue(finding.contains("answers an absolute Mountpoint"), finding);
        assertTrue(finding.contains("but: Mount answers 200 {\"Mountpoint\":\"here\"}"), finding);
    }

    @Test
    void findANameThatIsCutShort() throws IOException {
        CheckReport report =
                verify(
                        new GoodVolumes() {
                            @Override
                            public Volume get(String name) {
                                find(name);
                                return Volume.of(name.substring(0, Math.min(64, name.length())));
                            }
                        });
        assertEquals(
                List.of("the name of 247 letters is refused, or kept as it is"),
                rules(report, Kind.WRONG));
    }

    @Test
    void findCallsThatAreNotMadeForSeveralAtOnce() throws IOException {
        CheckReport report =
                verify(
                        new GoodVolumes() {
                            private final Set<String> busy = ConcurrentHashMap.newKeySet();

                            @Override
                            public Mountpoint mount(String name, String id) {
                                if (name.startsWith("verify-at-once") && !busy.isEmpty()) {
                                    throw new IllegalStateException("busy");
                                }
                                busy.add(name);
                                return super.mount(name, id);
                            }
                        });
        assertTrue(
                rules(report, Kind.WRONG).stream()
                        .anyMatch(rule -> rule.startsWith("16 volumes are made")));
    }

    @Test
    void findVolumesThatAPluginForgetsWhenItIsRestarted() throws IOException {
        GoodVolumes driver = new GoodVolumes();
        CheckReport report =
                verify(
                        driver,
                        Optional.of(
                                () -> {
                                    driver.uses.clear();
                                    return "";
                                }));
        assertEquals(
                List.of(
                        "a volume outlives a restart of the plugin, in the middle of its use",
                        "and can be removed after it"),
                rules(report, Kind.NOTE));
    }
}

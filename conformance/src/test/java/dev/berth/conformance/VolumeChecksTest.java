package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.conformance.Finding.Kind;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.shared.protocol.volume.VolumeMethods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static CheckedProtocol plugin(VolumeDriver driver) {
        return new CheckedProtocol(
                KnownProtocol.VOLUME, VolumeMethods.serve(driver, failure -> {}));
    }

    private CheckReport verify(VolumeDriver driver) throws IOException {
        return plugin(driver).run(folder);
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        GoodVolumes driver = new GoodVolumes();
        CheckReport report = plugin(driver).restartedBy(() -> "").run(folder);
        assertEquals(List.of(), CheckedProtocol.wrong(report), report.findings().toString());
        assertEquals(List.of(), CheckedProtocol.notes(report), report.findings().toString());
        assertEquals(Map.of(), driver.uses, "nothing is left");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Capabilities | {} | VolumeDriver.Capabilities answers",
                "Get | {\"Volume\": {\"Name\": \"verify-one\"}} | VolumeDriver.Get of a volume"
                        + " that",
                "Get | {} | VolumeDriver.Get tells it by its Name",
                "Path | {\"Mountpoint\": \"/\"} | VolumeDriver.Path of a volume that",
                "Path | {\"Mountpoint\": \"/other\"} | VolumeDriver.Mount for a second ID",
                "Mount | {\"Mountpoint\": \"/\"} | VolumeDriver.Mount of a volume that",
                "Remove | {} | VolumeDriver.Remove of a volume that",
                "Remove | {\"Err\": \"no\"} | VolumeDriver.Remove removes it",
                "List | none | VolumeDriver.List answers",
                "List | {\"Volumes\": {}} | VolumeDriver.List answers",
                "List | {\"Volumes\": []} | VolumeDriver.List has it",
                "Create | {\"Err\": \"no\"} | VolumeDriver.Create makes a volume",
                "Create | {} | an empty name is refused",
                "Unmount | {\"Err\": \"no\"} | VolumeDriver.Unmount of the last ID",
                "Unmount | {\"Err\": \"no\"} | one volume is mounted and unmounted by 16",
                "NoSuchMethod | {} | VolumeDriver.NoSuchMethod, which there is not, is a 404"
            })
    void findAnAnswerThatIsWrong(String method, String body, String rule) throws IOException {
        CheckReport report =
                plugin(new GoodVolumes()).answering("VolumeDriver." + method, body).run(folder);
        List<String> wrong = CheckedProtocol.wrong(report);
        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(rule)), wrong::toString);
    }

    @Test
    void noteAVolumeThatIsRemovedInItsUse() throws IOException {
        CheckReport report =
                verify(
                        new GoodVolumes() {
                            @Override
                            public void create(String name, Map<String, String> options) {
                                if (uses.containsKey(name)) {
                                    throw new IllegalStateException("it is there");
                                }
                                super.create(name, options);
                            }

                            @Override
                            public void remove(String name) {
                                find(name);
                                uses.remove(name);
                            }
                        });
        assertEquals(
                List.of(
                        "VolumeDriver.Create of a volume that is there leaves it as it is",
                        "VolumeDriver.Remove of a volume in use answers with an Err"),
                CheckedProtocol.notes(report));
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
                CheckedProtocol.wrong(report));
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
                CheckedProtocol.wrong(report)
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
                CheckedProtocol.wrong(report));
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
                CheckedProtocol.wrong(report).stream()
                        .anyMatch(rule -> rule.startsWith("16 volumes are made")));
    }

    @Test
    void findVolumesThatAPluginForgetsWhenItIsRestarted() throws IOException {
        GoodVolumes driver = new GoodVolumes();
        CheckReport report =
                plugin(driver)
                        .restartedBy(
                                () -> {
                                    driver.uses.clear();
                                    return "";
                                })
                        .run(folder);
        assertEquals(
                List.of(
                        "a volume outlives a restart of the plugin, in the middle of its use",
                        "and can be removed after it"),
                CheckedProtocol.notes(report));
    }
}

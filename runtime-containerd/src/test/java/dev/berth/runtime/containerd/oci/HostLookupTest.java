package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.SampleLaunches;
import dev.berth.spi.Confinement.Seccomp;
import dev.berth.testing.plugin.ConfinementFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLookupTest {
    @TempDir Path folder;

    private final SampleLaunches launches =
            new SampleLaunches(Path.of("/rootfs"), Path.of("/run/p"));

    private HostKernel kernel = new HostKernel("amd64", "6.1.0", true, true, false, OwnLimits.NONE);

    @Test
    void findsASourceThatIsThere() {
        launches.mount("state", Optional.of(folder.toString()), "/state", "bind", "rbind", "ro");
        assertEquals(
                List.of(
                        new RuntimeSpec.Mount(
                                "/state", "bind", folder.toString(), List.of("rbind", "ro"))),
                facts().mounts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "none", ""})
    void makesABindOfAMountWithoutTheOptionForIt(String type) {
        launches.mount("state", Optional.of(folder.toString()), "/state", type, "ro");
        launches.mount("more", Optional.of(folder.toString()), "/more", type, "bind");
        assertEquals(
                List.of(
                        new RuntimeSpec.Mount(
                                "/state", "bind", folder.toString(), List.of("rbind", "ro")),
                        new RuntimeSpec.Mount("/more", "bind", folder.toString(), List.of("bind"))),
                facts().mounts());
    }

    @Test
    void saysWhichDestinationIsMissing() {
        launches.mount("state", Optional.of(folder.toString()), "/state");
        launches.mount("more", Optional.of(folder.toString()), "");
        assertEquals(
                "plugin test/p cannot be started: mounts[1].destination is missing in its config",
                failure());
    }

    @Test
    void takesAnEmptyFolderForAnEmptySource() {
        launches.mount("state", Optional.of(""), "/state");
        assertEquals("/run/empty", facts().mounts().get(0).source());
    }

    @Test
    void leavesTheSourceOfOtherFileSystemsAlone() {
        launches.mount("scratch", Optional.of("tmpfs"), "/scratch", "tmpfs");
        assertEquals("tmpfs", facts().mounts().get(0).source());
    }

    @Test
    void saysWhichMountHasNoSourceAndHowToSetIt() {
        launches.mount("state", Optional.empty(), "/state");
        assertEquals(
                "plugin test/p cannot be started: its mount \"state\" has no source; set"
                        + " state.source=PATH while it is disabled",
                failure());
    }

    @Test
    void saysWhichSourceIsNotThere() {
        launches.mount("state", Optional.of("/no/such"), "/state");
        assertEquals(
                "plugin test/p cannot be started: its mount \"state\" has the source /no/such,"
                        + " which is not there on this host; create it, or set state.source=PATH"
                        + " while it is disabled",
                failure());
    }

    @Test
    void namesAMountWithoutANameByItsDestinationAndGivesNoHintToSetIt() {
        launches.mount("", Optional.of("/no/such"), "/state");
        assertEquals(
                "plugin test/p cannot be started: its mount \"/state\" has the source /no/such,"
                        + " which is not there on this host; create it",
                failure());
    }

    @Test
    void refusesARelativeSource() {
        launches.mount("state", Optional.of("some/where"), "/state");
        assertEquals(
                "plugin test/p cannot be started: its mount \"state\" has the source some/where,"
                        + " which is no absolute path; set state.source=PATH while it is disabled",
                failure());
    }

    @Test
    void findsADevice() {
        launches.device("null", Optional.of("/dev/null"));
        HostDevice device = facts().devices().get(0);
        assertEquals(Path.of("/dev/null"), device.path());
        assertEquals("c 1:3", device.type() + " " + device.major() + ":" + device.minor());
    }

    @Test
    void findsADeviceBehindALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));
        launches.device("zero", Optional.of(link.toString()));
        assertEquals(link, facts().devices().get(0).path());
        assertEquals(5, facts().devices().get(0).minor());
        Files.delete(link);
    }

    @Test
    void findsAllDevicesInAFolder() {
        launches.device("pts", Optional.of("/dev/pts"));
        assertEquals(
                List.of("/dev/pts/ptmx"),
                facts().devices().stream()
                        .map(d -> d.path().toString())
                        .filter(p -> p.endsWith("ptmx"))
                        .toList());
    }

    @Test
    void saysWhichDeviceHasNoPath() {
        launches.device("fuse", Optional.empty());
        assertEquals(
                "plugin test/p cannot be started: its device \"fuse\" has no path; set"
                        + " fuse.path=PATH while it is disabled",
                failure());
    }

    @Test
    void saysWhichDeviceIsNotThere() {
        launches.device("fuse", Optional.of("/dev/no-such"));
        assertEquals(
                "plugin test/p cannot be started: its device \"fuse\": /dev/no-such is not there on"
                        + " this host; set fuse.path=PATH while it is disabled",
                failure());
    }

    @Test
    void saysWhatIsNoDevice() {
        launches.device("fuse", Optional.of("/etc/passwd"));
        assertEquals(
                "plugin test/p cannot be started: its device \"fuse\": /etc/passwd is no device;"
                        + " set fuse.path=PATH while it is disabled",
                failure());
    }

    @Test
    void refusesAHostWithoutAProfileForItsArchitectureUnlessItIsToRunWithout() {
        kernel = new HostKernel("sparc", "6.1.0", true, true, false, OwnLimits.NONE);
        assertEquals(
                "plugin test/p cannot be started: there is no seccomp profile for this host's"
                    + " architecture, sparc; set @security.seccomp=unconfined to run it without",
                failure());
        launches.confinement(new ConfinementFixture().seccomp(Seccomp.UNCONFINED));
        assertEquals(kernel, facts().kernel());
    }

    @Test
    void refusesAnAppArmorProfileWhereThereIsNoAppArmor() {
        launches.confinement(new ConfinementFixture().appArmorProfile("docker-default"));
        assertEquals(
                "plugin test/p cannot be started: its AppArmor profile \"docker-default\" cannot be"
                        + " used, because this host's kernel has no AppArmor; set"
                        + " @security.apparmor= to run it without",
                failure());
        kernel = new HostKernel("amd64", "6.1.0", true, true, true, OwnLimits.NONE);
        assertEquals(kernel, facts().kernel());
    }

    private HostFacts facts() {
        return new HostLookup(launches.launch(), Path.of("/run/empty"), kernel).facts("/berth/p");
    }

    private String failure() {
        return assertThrows(PluginRuntimeException.class, this::facts).getMessage();
    }
}

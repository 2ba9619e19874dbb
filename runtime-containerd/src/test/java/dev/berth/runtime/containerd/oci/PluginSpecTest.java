package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.runtime.containerd.SampleLaunches;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Mount;
import dev.berth.shared.oci.DefaultCapabilities;
import dev.berth.spi.HostMount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PluginSpecTest {
    private static final HostKernel KERNEL =
            new HostKernel("amd64", "6.1.0", true, true, false, OwnLimits.NONE);
    private static final Path ROOTFS = Path.of("/plugins/1/rootfs");
    private static final Path SOCKETS = Path.of("/run/berth/1");
    private static final List<String> DOCKERS_MOUNTS =
            List.of(
                    "/proc",
                    "/dev",
                    "/dev/pts",
                    "/sys",
                    "/sys/fs/cgroup",
                    "/dev/mqueue",
                    "/dev/shm");

    private final SampleLaunches launches = new SampleLaunches(ROOTFS, SOCKETS);

    @Test
    void runsTheEntrypointWithTheArguments() throws IOException {
        JsonNode process =
                spec(launches.entrypoint("/bin/p", "-v").args("a", "b c", "")).get("process");
        assertEquals(List.of("/bin/p", "-v", "a", "b c", ""), texts(process.get("args")));
        assertEquals("/", process.get("cwd").asText());
        assertFalse(process.has("terminal"));
    }

    @Test
    void startsInTheWorkdirAsTheConfigsUser() throws IOException {
        JsonNode process = spec(launches.workdir("/work").user(12, 34)).get("process");
        assertEquals("/work", process.get("cwd").asText());
        assertEquals(12, process.get("user").get("uid").asLong());
        assertEquals(34, process.get("user").get("gid").asLong());
    }

    @Test
    void runsAsRootWhenTheConfigNamesNobody() throws IOException {
        JsonNode user = spec(launches).get("process").get("user");
        assertEquals(0, user.get("uid").asLong());
        assertEquals(0, user.get("gid").asLong());
    }

    @Test
    void hasASearchPathBeforeTheVariablesOfTheSettings() throws IOException {
        assertEquals(
                List.of(
                        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "A=1",
                        "B="),
                texts(spec(launches.env("A=1", "B=")).get("process").get("env")));
    }

    @Test
    void hasDockersCapabilitiesAndThoseItAsksForButNoneToHandOn() throws IOException {
        JsonNode capabilities =
                spec(launches.capabilities("CAP_SYS_ADMIN", "CAP_CHOWN"))
                        .get("process")
                        .get("capabilities");
        List<String> all = new ArrayList<>(DefaultCapabilities.NAMES);
        all.add("CAP_SYS_ADMIN");
        assertEquals(14, DefaultCapabilities.NAMES.size());
        for (String set : List.of("bounding", "effective", "permitted")) {
            assertEquals(all, texts(capabilities.get(set)));
        }
        assertFalse(capabilities.has("inheritable"));
        assertFalse(capabilities.has("ambient"));
    }

    @Test
    void hasNamespacesOfItsOwn() throws IOException {
        List<String> all = List.of("mount", "uts", "network", "pid", "ipc", "cgroup");
        assertEquals(all, namespaces(launches));
        assertEquals(all, namespaces(launches.network("bridge")));
    }

    @Test
    void sharesTheNamespacesOfTheHostThatItAsksFor() throws IOException {
        assertEquals(
                List.of("mount", "uts", "cgroup"),
                namespaces(launches.network("host").pidHost().ipcHost()));
    }

    @Test
    void hasDockersMountsThenItsOwnThenTheSocketFolder() throws IOException {
        launches.propagated(Path.of("/plugins/1/propagated"))
                .network("host")
                .mount("state", java.util.Optional.of("/var/state"), "/state");
        List<String> expected = new ArrayList<>(DOCKERS_MOUNTS);
        expected.addAll(
                List.of(
                        "/data",
                        "/state",
                        "/run/docker/plugins",
                        "/etc/hosts",
                        "/etc/resolv.conf"));
        JsonNode mounts =
                spec(launches, List.of(new Mount("/state", "bind", "/var/state", List.of("rbind"))))
                        .get("mounts");
        assertEquals(expected, destinations(mounts));
        assertMount(mounts.get(7), "/plugins/1/propagated", "rbind", "rw", "rshared");
        assertMount(mounts.get(8), "/var/state", "rbind");
        assertMount(mounts.get(9), "/run/berth/1", "rbind", "rslave");
        assertMount(mounts.get(10), "/etc/hosts", "rbind", "ro");
    }

    @Test
    void getsWhatTheHostGivesAfterAllOtherMounts() throws IOException {
        launches.network("host")
                .hostMount(HostMount.of(Path.of("/run/x"), "/run/docker/x").withReadOnly(true))
                .hostMount(HostMount.of(Path.of("/run/y"), "/run/docker/plugins/y"));
        JsonNode mounts = spec(launches).get("mounts");
        int count = mounts.size();
        String[] confined = {"nosuid", "nodev", "noexec", "rprivate"};
        assertMount(mounts.get(count - 2), "/run/x", options("ro", confined));
        assertMount(mounts.get(count - 1), "/run/y", options("rw", confined));
        assertEquals("/run/docker/plugins/y", mounts.get(count - 1).get("destination").asText());
    }

    private static String[] options(String access, String... confined) {
        return Stream.concat(Stream.of("bind", access), Stream.of(confined)).toArray(String[]::new);
    }

    @Test
    void seesTheHostsNetworkFilesOnlyWithANetwork() throws IOException {
        assertFalse(destinations(spec(launches).get("mounts")).contains("/etc/hosts"));
        assertTrue(
                destinations(spec(launches.network("none")).get("mounts")).contains("/etc/hosts"));
    }

    @Test
    void putsAMountOfItsOwnBelowDevInPlaceOfTheDefaultOne() throws IOException {
        JsonNode mounts =
                spec(launches, List.of(new Mount("/dev/shm", "bind", "/dev/shm", List.of("rbind"))))
                        .get("mounts");
        List<String> expected = new ArrayList<>(DOCKERS_MOUNTS);
        expected.add("/run/docker/plugins");
        assertEquals(expected, destinations(mounts));
        assertMount(mounts.get(6), "/dev/shm", "rbind");
    }

    @Test
    void sharesMountsWithTheHostOnlyForAPropagatedMount() throws IOException {
        assertFalse(spec(launches).get("linux").has("rootfsPropagation"));
        assertEquals(
                "rshared",
                spec(launches.propagated(Path.of("/x")))
                        .get("linux")
                        .get("rootfsPropagation")
                        .asText());
    }

    @Test
    void mayUseDockersDevicesAndThoseListed() throws IOException {
        JsonNode linux = spec(launches).get("linux");
        JsonNode rules = linux.get("resources").get("devices");
        assertEquals("{\"allow\":false,\"access\":\"rwm\"}", rules.get(0).toString());
        assertEquals(
                "{\"allow\":true,\"type\":\"c\",\"major\":1,\"minor\":5,\"access\":\"rwm\"}",
                rules.get(1).toString());
        assertEquals(
                "{\"allow\":false,\"type\":\"c\",\"major\":10,\"minor\":229,\"access\":\"rwm\"}",
                rules.get(7).toString());
        assertEquals(8, rules.size());
        assertFalse(linux.has("devices"));
    }

    @Test
    void hasTheDeviceFilesThatAreListedAndMayUseThem() throws IOException {
        HostDevice fuse = new HostDevice(Path.of("/dev/fuse"), "c", 10, 229, 0666, 0, 44);
        JsonNode linux =
                spec(
                                launches,
                                new HostFacts(
                                        List.of(), List.of(fuse), List.of(), "/berth/p", KERNEL))
                        .get("linux");
        assertEquals(
                "{\"type\":\"c\",\"path\":\"/dev/fuse\",\"major\":10,\"minor\":229,"
                        + "\"fileMode\":438,\"uid\":0,\"gid\":44}",
                linux.get("devices").get(0).toString());
        assertEquals(
                "{\"allow\":true,\"type\":\"c\",\"major\":10,\"minor\":229,\"access\":\"rwm\"}",
                linux.get("resources").get("devices").get(8).toString());
    }

    @Test
    void mayUseAllDevicesByOneRule() throws IOException {
        assertEquals(
                "[{\"allow\":true,\"access\":\"rwm\"}]",
                spec(launches.allDevices())
                        .get("linux")
                        .get("resources")
                        .get("devices")
                        .toString());
    }

    @Test
    void hasDockersMaskedPathsAndAControlGroup() throws IOException {
        JsonNode linux = spec(launches).get("linux");
        assertEquals("/proc/asound", linux.get("maskedPaths").get(0).asText());
        assertEquals("/proc/bus", linux.get("readonlyPaths").get(0).asText());
        assertEquals("/berth/p", linux.get("cgroupsPath").asText());
    }

    @Test
    void hasAWritableRootFilesystem() throws IOException {
        assertEquals(
                "{\"path\":\"/plugins/1/rootfs\",\"readonly\":false}",
                spec(launches).get("root").toString());
        assertEquals("1.0.2", spec(launches).get("ociVersion").asText());
    }

    private static JsonNode spec(SampleLaunches launches) throws IOException {
        return spec(launches, List.of());
    }

    private static JsonNode spec(SampleLaunches launches, List<Mount> mounts) throws IOException {
        List<Path> files = List.of(Path.of("/etc/hosts"), Path.of("/etc/resolv.conf"));
        return spec(launches, new HostFacts(mounts, List.of(), files, "/berth/p", KERNEL));
    }

    private static JsonNode spec(SampleLaunches launches, HostFacts facts) throws IOException {
        return new ObjectMapper().readTree(new PluginSpec(launches.launch(), facts).json());
    }

    private static List<String> namespaces(SampleLaunches launches) throws IOException {
        List<String> types = new ArrayList<>();
        spec(launches)
                .get("linux")
                .get("namespaces")
                .forEach(n -> types.add(n.get("type").asText()));
        return types;
    }

    private static List<String> destinations(JsonNode mounts) {
        List<String> destinations = new ArrayList<>();
        mounts.forEach(m -> destinations.add(m.get("destination").asText()));
        return destinations;
    }

    private static void assertMount(JsonNode mount, String source, String... options) {
        assertEquals("bind", mount.get("type").asText());
        assertEquals(source, mount.get("source").asText());
        assertEquals(List.of(options), texts(mount.get("options")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(n -> texts.add(n.asText()));
        return texts;
    }
}

package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.runtime.containerd.SampleLaunches;
import dev.berth.spi.Confinement.Seccomp;
import dev.berth.testing.plugin.ConfinementFixture;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of a plugin's confinement is in its specification, by default and when it is set. */
class AConfinedSpecTest {
    private static final String INFINITY = "18446744073709551615";
    private static final HostKernel VERSION_1 =
            new HostKernel("amd64", "6.1.0", true, true, true, OwnLimits.NONE);

    private final ConfinementFixture confinement = new ConfinementFixture();
    private final SampleLaunches launches =
            new SampleLaunches(Path.of("/r"), Path.of("/s")).confinement(confinement);

    @Test
    void isConfinedByDefault() throws IOException {
        JsonNode process = spec().get("process");
        assertTrue(process.get("noNewPrivileges").asBoolean());
        assertEquals(0, process.get("oomScoreAdj").asInt(-1));
        assertFalse(process.has("apparmorProfile"));
        JsonNode linux = spec().get("linux");
        assertEquals("SCMP_ACT_ERRNO", linux.get("seccomp").get("defaultAction").asText());
        assertEquals(1, linux.get("seccomp").get("defaultErrnoRet").asInt());
        assertEquals("{\"limit\":512}", linux.get("resources").get("pids").toString());
        assertFalse(linux.get("resources").has("memory"));
        assertFalse(linux.get("resources").has("cpu"));
        assertFalse(linux.get("resources").has("unified"), "version 1 refuses it");
        assertTrue(sharedMemory().contains("size=67108864"), sharedMemory().toString());
    }

    @Test
    void inheritsNoLimitOfTheEngine() throws IOException {
        JsonNode limits = spec().get("process").get("rlimits");
        assertEquals(9, limits.size());
        assertTrue(
                limits.toString()
                        .contains("{\"type\":\"RLIMIT_NOFILE\",\"soft\":1048576,\"hard\":1048576}"),
                limits.toString());
        assertTrue(
                limits.toString()
                        .contains(
                                "{\"type\":\"RLIMIT_CORE\",\"soft\":0,\"hard\":" + INFINITY + "}"),
                limits.toString());
    }

    @Test
    void isNotGivenMoreThanTheEngineMayGive() throws IOException {
        HostKernel poor =
                new HostKernel(
                        "amd64",
                        "6.1.0",
                        true,
                        true,
                        true,
                        new OwnLimits(Map.of("RLIMIT_NOFILE", BigInteger.valueOf(20_000)), 300));
        assertEquals(300, read(launches, poor).get("process").get("oomScoreAdj").asInt());
        String limits = read(launches, poor).get("process").get("rlimits").toString();
        assertTrue(
                limits.contains("{\"type\":\"RLIMIT_NOFILE\",\"soft\":20000,\"hard\":20000}"),
                limits);
    }

    @Test
    void hasANameOfItsOwnUnlessItSharesTheHostsNetwork() throws IOException {
        String id = "0123456789abcdef".repeat(4);
        assertEquals("0123456789ab", read(launches.id(id)).get("hostname").asText());
        assertFalse(read(launches.network("host")).has("hostname"));
    }

    @Test
    void hasNoNamespaceOfControlGroupsWhereTheKernelHasNone() throws IOException {
        HostKernel old = new HostKernel("amd64", "4.4.0", false, true, false, OwnLimits.NONE);
        String namespaces = read(launches, old).get("linux").get("namespaces").toString();
        assertFalse(namespaces.contains("cgroup"), namespaces);
    }

    @Test
    void isLimitedAsItIsSet() throws IOException {
        confinement
                .pidsLimit(OptionalLong.of(20))
                .memoryLimit(OptionalLong.of(64 << 20))
                .milliCpusLimit(OptionalLong.of(1500))
                .sharedMemorySize(1 << 20);
        JsonNode resources = spec().get("linux").get("resources");
        assertEquals("{\"limit\":20}", resources.get("pids").toString());
        assertEquals("{\"limit\":67108864,\"swap\":67108864}", resources.get("memory").toString());
        assertEquals("{\"quota\":150000,\"period\":100000}", resources.get("cpu").toString());
        assertTrue(sharedMemory().contains("size=1048576"), sharedMemory().toString());
    }

    @Test
    void leavesSwapAloneWhereItCannotBeLimited() throws IOException {
        confinement.memoryLimit(OptionalLong.of(64 << 20));
        HostKernel host = new HostKernel("amd64", "6.1.0", true, false, false, OwnLimits.NONE);
        assertEquals(
                "{\"limit\":67108864}",
                read(launches, host).get("linux").get("resources").get("memory").toString());
    }

    @Test
    void isLessConfinedAsItIsSet() throws IOException {
        confinement
                .seccomp(Seccomp.UNCONFINED)
                .noNewPrivileges(false)
                .pidsLimit(OptionalLong.empty());
        assertFalse(spec().get("process").get("noNewPrivileges").asBoolean(true));
        assertFalse(spec().get("linux").has("seccomp"));
        assertFalse(spec().get("linux").get("resources").has("pids"));
    }

    @Test
    void isMoreConfinedAsItIsSet() throws IOException {
        confinement
                .readOnlyRoot(true)
                .droppedCapabilities(Set.of("CAP_MKNOD", "CAP_NET_RAW"))
                .appArmorProfile("docker-default");
        JsonNode spec = read(launches.capabilities("CAP_NET_RAW"));
        assertTrue(spec.get("root").get("readonly").asBoolean());
        assertEquals("docker-default", spec.get("process").get("apparmorProfile").asText());
        String held = spec.get("process").get("capabilities").get("bounding").toString();
        assertFalse(held.contains("CAP_MKNOD"), held);
        assertTrue(held.contains("CAP_NET_RAW"), "what its config asks for it has: " + held);
    }

    private List<String> sharedMemory() throws IOException {
        for (JsonNode mount : spec().get("mounts")) {
            if (mount.get("destination").asText().equals("/dev/shm")) {
                return texts(mount.get("options"));
            }
        }
        throw new AssertionError("no /dev/shm");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode spec() throws IOException {
        return read(launches);
    }

    private static JsonNode read(SampleLaunches launches) throws IOException {
        return read(launches, VERSION_1);
    }

    private static JsonNode read(SampleLaunches launches, HostKernel kernel) throws IOException {
        HostFacts facts = new HostFacts(List.of(), List.of(), List.of(), "/berth/p", kernel);
        return new ObjectMapper().readTree(new PluginSpec(launches.launch(), facts).json());
    }
}

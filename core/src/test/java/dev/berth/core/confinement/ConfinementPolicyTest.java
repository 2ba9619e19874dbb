package dev.berth.core.confinement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.oci.DefaultCapabilities;
import dev.berth.spi.Confinement.Seccomp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfinementPolicyTest {
    private static final ConfinementPolicy STANDARD = ConfinementPolicy.standard();

    @Test
    void confinesByDefault() {
        assertEquals(Seccomp.DEFAULT, STANDARD.seccomp());
        assertTrue(STANDARD.noNewPrivileges());
        assertFalse(STANDARD.readOnlyRoot());
        assertEquals(Set.of(), STANDARD.droppedCapabilities());
        assertEquals(Optional.empty(), STANDARD.appArmorProfile());
        assertEquals(OptionalLong.of(512), STANDARD.pidsLimit());
        assertEquals(OptionalLong.empty(), STANDARD.memoryLimit());
        assertEquals(OptionalLong.empty(), STANDARD.milliCpusLimit());
        assertEquals(64 << 20, STANDARD.sharedMemorySize());
    }

    @Test
    void takesWhatIsSet() {
        ConfinementPolicy policy =
                STANDARD.with(
                        Map.of(
                                "limit.pids", "-1",
                                "limit.memory", "256m",
                                "limit.cpus", "1.5",
                                "limit.shm", "1g",
                                "security.seccomp", "log",
                                "security.no-new-privileges", "false",
                                "security.read-only", "true",
                                "security.cap-drop", "mknod,CAP_NET_RAW",
                                "security.apparmor", "docker-default"));
        assertEquals(OptionalLong.empty(), policy.pidsLimit());
        assertEquals(OptionalLong.of(256 << 20), policy.memoryLimit());
        assertEquals(OptionalLong.of(1500), policy.milliCpusLimit());
        assertEquals(1 << 30, policy.sharedMemorySize());
        assertEquals(Seccomp.LOG, policy.seccomp());
        assertFalse(policy.noNewPrivileges());
        assertTrue(policy.readOnlyRoot());
        assertEquals(Set.of("CAP_MKNOD", "CAP_NET_RAW"), policy.droppedCapabilities());
        assertEquals(Optional.of("docker-default"), policy.appArmorProfile());
        assertEquals("CAP_MKNOD,CAP_NET_RAW", policy.words().get("security.cap-drop"));
        assertEquals("unlimited", policy.words().get("limit.pids"));
    }

    @Test
    void dropsAllDefaultCapabilities() {
        assertEquals(
                Set.copyOf(DefaultCapabilities.NAMES),
                STANDARD.with(Map.of("security.cap-drop", "ALL")).droppedCapabilities());
    }

    @ParameterizedTest
    @CsvSource({
        "limit.memory, 268435456, 256m",
        "limit.memory, 1000000000, 1000000000b",
        "limit.memory, 10241k, 10241k",
        "limit.shm, 2048k, 2m",
        "limit.cpus, 2.500, 2.5",
        "limit.cpus, 10, 10",
        "limit.pids, 4194304, 4194304"
    })
    void writesEachValueInOneWay(String word, String value, String expected) {
        assertEquals(expected, STANDARD.with(Map.of(word, value)).words().get(word));
    }
}

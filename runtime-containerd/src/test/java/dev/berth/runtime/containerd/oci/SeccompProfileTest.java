package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.oci.RuntimeSpec.Seccomp;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Syscall;
import dev.berth.shared.oci.DefaultCapabilities;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeccompProfileTest {
    private static final HostKernel AMD64 = kernel("amd64", "6.1.0");
    private static final HostKernel ARM64 = kernel("aarch64", "6.1.0");
    private static final String CLONE_FLAGS = "SCMP_CMP_MASKED_EQ";

    @Test
    void isForTheNativeArchitectureOnly() {
        assertEquals(List.of("SCMP_ARCH_X86_64"), filter(AMD64).architectures());
        assertEquals(List.of("SCMP_ARCH_AARCH64"), filter(ARM64).architectures());
        assertTrue(SeccompProfile.DOCKER.covers(ARM64));
        assertFalse(SeccompProfile.DOCKER.covers(kernel("sparc", "6.1.0")));
    }

    @Test
    void hasOneRuleForAllNamesAndFewOthers() {
        List<Syscall> rules = filter(AMD64).syscalls();
        assertEquals(366, rules.get(0).names().size());
        assertTrue(rules.stream().skip(1).allMatch(rule -> rule.names().size() == 1), rules + "");
        assertEquals(34, rules.size());
    }

    @Test
    void letsThroughMoreWithACapability() {
        assertFalse(allows(filter(AMD64), "mount"));
        assertTrue(allows(filter(AMD64, "CAP_SYS_ADMIN"), "mount"));
        assertFalse(allows(filter(AMD64, "CAP_SYS_ADMIN"), "open_by_handle_at"));
        assertTrue(allows(filter(AMD64, "CAP_DAC_READ_SEARCH"), "open_by_handle_at"));
        assertTrue(allows(filter(AMD64, "CAP_SYS_MODULE"), "init_module"));
        assertTrue(allows(filter(AMD64), "chroot"), "Docker's own capabilities have that");
    }

    @Test
    void neverLetsThroughWhatHasBrokenContainers() {
        Seccomp admin = filter(AMD64, "CAP_SYS_ADMIN");
        for (String call :
                List.of(
                        "keyctl",
                        "add_key",
                        "request_key",
                        "io_uring_setup",
                        "userfaultfd",
                        "kexec_load",
                        "pivot_root",
                        "swapon",
                        "nfsservctl")) {
            assertFalse(allows(admin, call), call);
        }
    }

    @Test
    void answersClone3AsAnOlderKernelWithoutTheCapabilityForIt() {
        Syscall rule = rules(filter(AMD64), "clone3").findFirst().orElseThrow();
        assertEquals("SCMP_ACT_ERRNO", rule.action());
        assertEquals(38, rule.errnoRet());
        assertTrue(rules(filter(AMD64), "clone").allMatch(r -> isByFlags(r)));
        assertTrue(allows(filter(AMD64, "CAP_SYS_ADMIN"), "clone3"));
        assertEquals(0, rules(filter(AMD64, "CAP_SYS_ADMIN"), "clone3").skip(1).count());
    }

    @Test
    void refusesSocketsThatReachTheHostsKernel() {
        List<Long> families =
                rules(filter(AMD64), "socket")
                        .filter(rule -> rule.args().get(0).op().equals("SCMP_CMP_EQ"))
                        .map(rule -> rule.args().get(0).value())
                        .toList();
        assertFalse(families.contains(40L), "AF_VSOCK");
        assertFalse(families.contains(38L), "AF_ALG");
        assertTrue(families.containsAll(List.of(16L, 17L)), "AF_NETLINK, AF_PACKET");
    }

    @Test
    void letsThroughPtraceWhereItCannotLeadAroundTheFilter() {
        assertTrue(allows(filter(AMD64), "ptrace"));
        assertFalse(allows(filter(kernel("amd64", "4.4.0")), "ptrace"));
    }

    @Test
    void writesWhatIsNotAllowedToTheLogInstead() {
        Seccomp log = SeccompProfile.DOCKER.filter(AMD64, List.of(), true);
        assertEquals("SCMP_ACT_LOG", log.defaultAction());
        assertNull(log.defaultErrnoRet());
    }

    private static boolean isByFlags(Syscall rule) {
        return rule.args().get(0).op().equals(CLONE_FLAGS);
    }

    private static boolean allows(Seccomp filter, String call) {
        return rules(filter, call).anyMatch(rule -> rule.action().equals("SCMP_ACT_ALLOW"));
    }

    private static Stream<Syscall> rules(Seccomp filter, String call) {
        return filter.syscalls().stream().filter(rule -> rule.names().contains(call));
    }

    private static Seccomp filter(HostKernel kernel, String... more) {
        List<String> held =
                Stream.concat(DefaultCapabilities.NAMES.stream(), Stream.of(more)).toList();
        return SeccompProfile.DOCKER.filter(kernel, held, false);
    }

    private static HostKernel kernel(String architecture, String release) {
        return new HostKernel(architecture, release, true, true, false, OwnLimits.NONE);
    }
}

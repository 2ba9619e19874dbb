package dev.berth.runtime.containerd.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Seccomp;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Syscall;
import dev.berth.runtime.containerd.oci.RuntimeSpec.SyscallArgument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Docker's default <a href="https://docs.docker.com/engine/security/seccomp/">seccomp profile</a>:
 * the system calls that a container may make, by its capabilities, the architecture and the kernel.
 * Its rules are in {@code seccomp.json}. The filter is for the native architecture only, and all
 * names without arguments are one rule: more of either costs time at each start.
 *
 * @param allowed in every container
 * @param kernels allowed from a kernel on
 * @param architectures by {@code os.arch}
 * @param capabilities allowed with a capability
 * @param arguments allowed with one of some values of the first argument
 * @param errors answered by an error of their own
 */
record SeccompProfile(
        List<String> allowed,
        Map<String, List<String>> kernels,
        Map<String, Architecture> architectures,
        Map<String, List<String>> capabilities,
        List<ArgumentRule> arguments,
        List<ErrorRule> errors) {
    static final SeccompProfile DOCKER = read("seccomp.json");

    private static final String ALLOW = "SCMP_ACT_ALLOW";
    private static final String REFUSE = "SCMP_ACT_ERRNO";
    private static final String LOG = "SCMP_ACT_LOG";
    private static final int EPERM = 1;

    /**
     * @param seccomp libseccomp's name
     * @param allowed on it
     */
    record Architecture(String seccomp, List<String> allowed) {}

    /**
     * @param compare libseccomp's operator
     * @param without not with this capability; null for always
     */
    record ArgumentRule(String name, String compare, List<Long> values, String without) {}

    /**
     * @param without not with this capability
     */
    record ErrorRule(String name, int errno, String without) {}

    /** Returns whether there are rules for the host's architecture. */
    boolean covers(HostKernel kernel) {
        return architectures.containsKey(kernel.architecture());
    }

    /**
     * Returns the filter of a process.
     *
     * @param log whether what is not allowed is done, and written to the kernel's log
     */
    Seccomp filter(HostKernel kernel, Collection<String> held, boolean log) {
        Architecture architecture = architectures.get(kernel.architecture());
        List<Syscall> rules = new ArrayList<>();
        rules.add(Syscall.of(List.copyOf(names(kernel, architecture, held)), ALLOW, List.of()));
        for (ArgumentRule rule : arguments) {
            if (rule.without() == null || !held.contains(rule.without())) {
                for (long value : rule.values()) {
                    SyscallArgument first = new SyscallArgument(0, value, rule.compare());
                    rules.add(Syscall.of(List.of(rule.name()), ALLOW, List.of(first)));
                }
            }
        }
        for (ErrorRule rule : errors) {
            if (!held.contains(rule.without())) {
                rules.add(new Syscall(List.of(rule.name()), REFUSE, rule.errno(), List.of()));
            }
        }
        return log
                ? new Seccomp(LOG, null, List.of(architecture.seccomp()), rules)
                : new Seccomp(REFUSE, EPERM, List.of(architecture.seccomp()), rules);
    }

    private Set<String> names(
            HostKernel kernel, Architecture architecture, Collection<String> held) {
        Set<String> names = new TreeSet<>(allowed);
        names.addAll(architecture.allowed());
        kernels.forEach(
                (version, more) -> {
                    if (kernel.isAtLeast(version)) {
                        names.addAll(more);
                    }
                });
        held.forEach(capability -> names.addAll(capabilities.getOrDefault(capability, List.of())));
        return names;
    }

    private static SeccompProfile read(String resource) {
        try (InputStream json = SeccompProfile.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readValue(json, SeccompProfile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

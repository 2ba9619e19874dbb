package dev.berth.runtime.containerd.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.util.List;

/**
 * The OCI <a href="https://github.com/opencontainers/runtime-spec">runtime specification</a>, the
 * part of it that plugins need. What is empty is left out of the JSON.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuntimeSpec(
        String ociVersion,
        Process process,
        Root root,
        String hostname,
        List<Mount> mounts,
        Linux linux) {

    /** The process to start. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Process(
            User user,
            List<String> args,
            List<String> env,
            String cwd,
            Capabilities capabilities,
            List<Rlimit> rlimits,
            boolean noNewPrivileges,
            String apparmorProfile,
            int oomScoreAdj) {}

    /** The user it runs as. */
    public record User(long uid, long gid) {}

    /** Its capabilities. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Capabilities(
            List<String> bounding, List<String> effective, List<String> permitted) {}

    /** A limit of setrlimit(2). */
    public record Rlimit(String type, BigInteger soft, BigInteger hard) {}

    /** Its root filesystem. */
    public record Root(String path, boolean readonly) {}

    /** A mount in the container. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Mount(String destination, String type, String source, List<String> options) {}

    /** The specification's part for Linux. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Linux(
            List<Namespace> namespaces,
            List<Device> devices,
            Resources resources,
            String cgroupsPath,
            String rootfsPropagation,
            List<String> maskedPaths,
            List<String> readonlyPaths,
            Seccomp seccomp) {}

    /** A namespace of the container's own. */
    public record Namespace(String type) {}

    /** A device file to make in the container. */
    public record Device(
            String type, String path, long major, long minor, int fileMode, long uid, long gid) {}

    /** The limits of its control group. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resources(List<DeviceRule> devices, Memory memory, Cpu cpu, Pids pids) {}

    /** Limits in bytes, the second of memory and swap together. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Memory(long limit, Long swap) {}

    /** CPU time within a period, in microseconds. */
    public record Cpu(long quota, long period) {}

    /** How many processes and threads. */
    public record Pids(long limit) {}

    /** The filter of system calls: what is done with those that no rule is for, and the rules. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Seccomp(
            String defaultAction,
            Integer defaultErrnoRet,
            List<String> architectures,
            List<Syscall> syscalls) {}

    /** A rule of the filter. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Syscall(
            List<String> names, String action, Integer errnoRet, List<SyscallArgument> args) {
        static Syscall of(List<String> names, String action, List<SyscallArgument> args) {
            return new Syscall(names, action, null, args);
        }
    }

    /** What an argument of a call must be. */
    public record SyscallArgument(int index, long value, String op) {}

    /** A rule for devices; a later one goes before an earlier one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeviceRule(boolean allow, String type, Long major, Long minor, String access) {
        static DeviceRule ofAll(boolean allow) {
            return new DeviceRule(allow, null, null, null, "rwm");
        }

        static DeviceRule of(boolean allow, String type, long major, long minor) {
            return new DeviceRule(allow, type, major, minor, "rwm");
        }
    }
}

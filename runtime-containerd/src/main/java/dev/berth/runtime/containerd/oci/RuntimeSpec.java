package dev.berth.runtime.containerd.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The OCI <a href="https://github.com/opencontainers/runtime-spec">runtime specification</a>, the
 * part of it that plugins need. What is empty is left out of the JSON.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuntimeSpec(
        String ociVersion, Process process, Root root, List<Mount> mounts, Linux linux) {

    /** The process to start. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Process(
            User user,
            List<String> args,
            List<String> env,
            String cwd,
            Capabilities capabilities) {}

    /** The user it runs as. */
    public record User(long uid, long gid) {}

    /** Its capabilities. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Capabilities(
            List<String> bounding, List<String> effective, List<String> permitted) {}

    /** Its root filesystem, writable. */
    public record Root(String path) {}

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
            List<String> readonlyPaths) {}

    /** A namespace of the container's own. */
    public record Namespace(String type) {}

    /** A device file to make in the container. */
    public record Device(
            String type, String path, long major, long minor, int fileMode, long uid, long gid) {}

    /** The limits of its control group. */
    public record Resources(List<DeviceRule> devices) {}

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

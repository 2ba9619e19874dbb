package dev.berth.runtime.containerd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The containerd runtime's configuration, PID {@code dev.berth.runtime.containerd}. */
@ObjectClassDefinition(
        name = "Berth runtime: containerd",
        description = "Where containerd is and how plugins run in it.")
public @interface ContainerdConfiguration {

    @AttributeDefinition(name = "Address", description = "Path of containerd's unix socket.")
    String address() default "/run/containerd/containerd.sock";

    @AttributeDefinition(
            name = "Namespace",
            description = "Namespace of containerd that the plugins live in.")
    String namespace() default "berth";

    @AttributeDefinition(
            name = "Runtime",
            description = "Runtime of containerd that plugins run with.")
    String runtime() default "io.containerd.runc.v2";

    @AttributeDefinition(
            name = "Runtime binary",
            required = false,
            description =
                    "Path of the OCI runtime that io.containerd.runc.v2 calls, or its name in"
                            + " containerd's search path. It must stay where it is while plugins"
                            + " run. Empty: runc.")
    String runtime_binary() default "";

    @AttributeDefinition(
            name = "Run folder",
            description =
                    "Folder of the plugins' output pipes. It must not outlive a restart of the"
                            + " host. Engines that share a containerd need one each: it tells"
                            + " whose a plugin is.")
    String run_folder() default "/run/berth/containerd";

    @AttributeDefinition(
            name = "Call timeout",
            description = "Time for containerd to reply to one call, in seconds.")
    int call_timeout_seconds() default 60;

    @AttributeDefinition(
            name = "Unpack timeout",
            description = "Time for one layer to be unpacked, in seconds.")
    int unpack_timeout_seconds() default 1800;

    @AttributeDefinition(
            name = "Layer size",
            description = "How large a layer's tar, and its files once unpacked, may be, in bytes.")
    long unpack_max_bytes() default 17_179_869_184L;

    @AttributeDefinition(
            name = "Layer entries",
            description = "How many files, folders and links one layer may have.")
    long unpack_entries_max_count() default 1_000_000;

    @AttributeDefinition(
            name = "Name length",
            description =
                    "How long a name with its folders, or the target of a link, may be, in bytes.")
    int unpack_name_max_bytes() default 4096;

    @AttributeDefinition(
            name = "Extension size",
            description =
                    "How large one entry's extension records may be, extended attributes among"
                            + " them, in bytes. containerd takes 1 MiB at most.")
    int unpack_extension_max_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "Size of all names",
            description =
                    "How large all names and extension records of one layer may be together, in"
                            + " bytes. Some are held in memory.")
    long unpack_all_names_max_bytes() default 268_435_456;

    @AttributeDefinition(
            name = "Output lines",
            description = "How many last lines of a plugin's output are kept for error messages.")
    int output_lines_max_count() default 20;

    @AttributeDefinition(
            name = "Output line size",
            description =
                    "How long a line of a plugin's output may be, in bytes. A longer one is logged"
                            + " in parts.")
    int output_line_max_bytes() default 16_384;

    @AttributeDefinition(
            name = "Output rate",
            description =
                    "How much of one plugin's output is logged within a second, in bytes, with 100"
                            + " for each line. What is more is dropped, and the log tells how much"
                            + " that was.")
    long output_rate_max_bytes() default 262_144;

    @AttributeDefinition(
            name = "Output rate of all",
            description = "How much of all plugins' output is logged within a second, in bytes.")
    long output_all_rate_max_bytes() default 2_097_152;

    @AttributeDefinition(name = "mount", description = "Name or path of the mount(8) program.")
    String mount_program() default "mount";

    @AttributeDefinition(name = "umount", description = "Name or path of the umount(8) program.")
    String umount_program() default "umount";

    @AttributeDefinition(name = "mkfifo", description = "Name or path of the mkfifo(1) program.")
    String mkfifo_program() default "mkfifo";

    @AttributeDefinition(
            name = "runc",
            description =
                    "Name or path of the runc that containerd runs, which is asked for its version"
                            + " when the runtime starts. Empty: it is not asked.")
    String runc_program() default "runc";

    @AttributeDefinition(
            name = "Trusted versions of runc",
            required = false,
            description =
                    "Versions or builds of runc, as runc --version prints them, that are not warned"
                            + " of: those in which a distribution has mended the known escapes"
                            + " under upstream's old number. Empty: none.")
    String[] runc_version_trusted() default {};
}

package dev.berth.runtime.containerd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where containerd is and how plugins run in it. */
@ObjectClassDefinition(
        name = "Berth runtime: containerd",
        description = "Where containerd is and how plugins run in it")
public @interface ContainerdConfiguration {

    @AttributeDefinition(name = "Address", description = "containerd's unix socket")
    String address() default "/run/containerd/containerd.sock";

    @AttributeDefinition(
            name = "Namespace",
            description = "containerd's namespace in which the plugins live")
    String namespace() default "berth";

    @AttributeDefinition(
            name = "Runtime",
            description = "containerd's runtime that plugins run with")
    String runtime() default "io.containerd.runc.v2";

    @AttributeDefinition(
            name = "Run folder",
            description =
                    "Holds the plugins' output pipes; must not outlive a restart of the host."
                        + " Engines that share a containerd need one each: it tells whose a plugin"
                        + " is")
    String run_folder() default "/run/berth/containerd";

    @AttributeDefinition(
            name = "Call timeout",
            description = "Seconds that containerd may take to answer one call")
    int call_timeout_seconds() default 60;

    @AttributeDefinition(
            name = "Unpack timeout",
            description = "Seconds that one layer may take to be unpacked")
    int unpack_timeout_seconds() default 1800;

    @AttributeDefinition(
            name = "Most bytes of a layer",
            description = "How large a layer's tar, and its files once unpacked, may be")
    long unpack_most_bytes() default 17_179_869_184L;

    @AttributeDefinition(
            name = "Most entries of a layer",
            description = "How many files, folders and links one layer may have")
    long unpack_most_entries() default 1_000_000;

    @AttributeDefinition(
            name = "Longest name in a layer",
            description = "Bytes of a name with its folders, and of what a link leads to")
    int unpack_longest_name() default 4096;

    @AttributeDefinition(
            name = "Largest extension of an entry",
            description =
                    "Bytes of one entry's extension records, extended attributes among them;"
                            + " containerd takes 1 MiB at most")
    int unpack_largest_extension() default 1_048_576;

    @AttributeDefinition(
            name = "Most bytes of names in a layer",
            description =
                    "Bytes of all names and extension records of one layer; containerd holds the"
                            + " names in memory")
    long unpack_most_name_bytes() default 268_435_456;

    @AttributeDefinition(
            name = "Last lines",
            description = "How many lines of a plugin's output are kept for error messages")
    int last_lines() default 20;

    @AttributeDefinition(name = "mount", description = "The mount(8) program")
    String mount_program() default "mount";

    @AttributeDefinition(name = "umount", description = "The umount(8) program")
    String umount_program() default "umount";

    @AttributeDefinition(name = "mkfifo", description = "The mkfifo(1) program")
    String mkfifo_program() default "mkfifo";
}

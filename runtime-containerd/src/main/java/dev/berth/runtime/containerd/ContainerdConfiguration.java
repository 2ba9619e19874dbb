package dev.berth.runtime.containerd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The containerd runtime's configuration, PID {@code dev.berth.runtime.containerd}. */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.runtime.containerd")
public @interface ContainerdConfiguration {

    @AttributeDefinition(name = "%address.name", description = "%address.description")
    String address() default "/run/containerd/containerd.sock";

    @AttributeDefinition(name = "%namespace.name", description = "%namespace.description")
    String namespace() default "berth";

    @AttributeDefinition(name = "%runtime.name", description = "%runtime.description")
    String runtime() default "io.containerd.runc.v2";

    @AttributeDefinition(
            name = "%runtime.binary.name",
            required = false,
            description = "%runtime.binary.description")
    String runtime_binary() default "";

    @AttributeDefinition(name = "%run.folder.name", description = "%run.folder.description")
    String run_folder() default "containerd";

    @AttributeDefinition(
            name = "%call.timeout.seconds.name",
            description = "%call.timeout.seconds.description")
    int call_timeout_seconds() default 60;

    @AttributeDefinition(
            name = "%unpack.timeout.seconds.name",
            description = "%unpack.timeout.seconds.description")
    int unpack_timeout_seconds() default 1800;

    @AttributeDefinition(
            name = "%unpack.max.bytes.name",
            description = "%unpack.max.bytes.description")
    long unpack_max_bytes() default 17_179_869_184L;

    @AttributeDefinition(
            name = "%unpack.entries.max.count.name",
            description = "%unpack.entries.max.count.description")
    long unpack_entries_max_count() default 1_000_000;

    @AttributeDefinition(
            name = "%unpack.name.max.bytes.name",
            description = "%unpack.name.max.bytes.description")
    int unpack_name_max_bytes() default 4096;

    @AttributeDefinition(
            name = "%unpack.extension.max.bytes.name",
            description = "%unpack.extension.max.bytes.description")
    int unpack_extension_max_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "%unpack.all.names.max.bytes.name",
            description = "%unpack.all.names.max.bytes.description")
    long unpack_all_names_max_bytes() default 268_435_456;

    @AttributeDefinition(
            name = "%output.lines.max.count.name",
            description = "%output.lines.max.count.description")
    int output_lines_max_count() default 20;

    @AttributeDefinition(
            name = "%output.line.max.bytes.name",
            description = "%output.line.max.bytes.description")
    int output_line_max_bytes() default 16_384;

    @AttributeDefinition(
            name = "%output.rate.max.bytes.name",
            description = "%output.rate.max.bytes.description")
    long output_rate_max_bytes() default 262_144;

    @AttributeDefinition(
            name = "%output.all.rate.max.bytes.name",
            description = "%output.all.rate.max.bytes.description")
    long output_all_rate_max_bytes() default 2_097_152;

    @AttributeDefinition(name = "%mount.program.name", description = "%mount.program.description")
    String mount_program() default "mount";

    @AttributeDefinition(name = "%umount.program.name", description = "%umount.program.description")
    String umount_program() default "umount";

    @AttributeDefinition(name = "%mkfifo.program.name", description = "%mkfifo.program.description")
    String mkfifo_program() default "mkfifo";

    @AttributeDefinition(name = "%runc.program.name", description = "%runc.program.description")
    String runc_program() default "runc";

    @AttributeDefinition(
            name = "%runc.version.trusted.name",
            required = false,
            description = "%runc.version.trusted.description")
    String[] runc_version_trusted() default {};
}

package dev.berth.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The plugin manager's configuration, PID {@code dev.berth.core}. A change is taken over while
 * plugins run, but for the folders.
 */
@ObjectClassDefinition(
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/dev.berth.core")
public @interface CoreConfiguration {

    @AttributeDefinition(name = "%root.name", description = "%root.description")
    String root() default "/var/lib/berth";

    @AttributeDefinition(name = "%exec.root.name", description = "%exec.root.description")
    String exec_root() default "/run/berth";

    @AttributeDefinition(name = "%live.restore.name", description = "%live.restore.description")
    boolean live_restore() default false;

    @AttributeDefinition(
            name = "%call.timeout.seconds.name",
            description = "%call.timeout.seconds.description")
    int call_timeout_seconds() default 120;

    @AttributeDefinition(
            name = "%calls.max.count.name",
            description = "%calls.max.count.description")
    int calls_max_count() default 100;

    @AttributeDefinition(
            name = "%circuit.failures.max.count.name",
            description = "%circuit.failures.max.count.description")
    int circuit_failures_max_count() default 5;

    @AttributeDefinition(
            name = "%circuit.pause.seconds.name",
            description = "%circuit.pause.seconds.description")
    int circuit_pause_seconds() default 1;

    @AttributeDefinition(
            name = "%handler.timeout.seconds.name",
            description = "%handler.timeout.seconds.description")
    int handler_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "%log.write.timeout.milliseconds.name",
            description = "%log.write.timeout.milliseconds.description")
    int log_write_timeout_milliseconds() default 1000;

    @AttributeDefinition(
            name = "%stop.timeout.seconds.name",
            description = "%stop.timeout.seconds.description")
    int stop_timeout_seconds() default 30;

    @AttributeDefinition(name = "%part.max.days.name", description = "%part.max.days.description")
    int part_max_days() default 7;

    @AttributeDefinition(
            name = "%part.max.megabytes.name",
            description = "%part.max.megabytes.description")
    int part_max_megabytes() default 10_000;

    @AttributeDefinition(
            name = "%previous.versions.max.count.name",
            description = "%previous.versions.max.count.description")
    int previous_versions_max_count() default 1;

    @AttributeDefinition(
            name = "%output.max.bytes.name",
            description = "%output.max.bytes.description")
    int output_max_bytes() default 131_072;

    @AttributeDefinition(
            name = "%admission.required.name",
            required = false,
            description = "%admission.required.description")
    String[] admission_required() default {};

    @AttributeDefinition(
            name = "%mount.types.allowed.name",
            description = "%mount.types.allowed.description",
            required = false)
    String[] mount_types_allowed() default {};

    @AttributeDefinition(
            name = "%start.timeout.seconds.name",
            description = "%start.timeout.seconds.description")
    int start_timeout_seconds() default 30;

    @AttributeDefinition(
            name = "%plugin.stop.timeout.seconds.name",
            description = "%plugin.stop.timeout.seconds.description")
    int plugin_stop_timeout_seconds() default 10;

    @AttributeDefinition(name = "%health.probe.name", description = "%health.probe.description")
    String health_probe() default "connect";

    @AttributeDefinition(name = "%health.method.name", description = "%health.method.description")
    String health_method() default "Plugin.Activate";

    @AttributeDefinition(
            name = "%health.interval.seconds.name",
            description = "%health.interval.seconds.description")
    int health_interval_seconds() default 10;

    @AttributeDefinition(
            name = "%health.timeout.seconds.name",
            description = "%health.timeout.seconds.description")
    int health_timeout_seconds() default 5;

    @AttributeDefinition(
            name = "%health.threshold.count.name",
            description = "%health.threshold.count.description")
    int health_threshold_count() default 3;

    @AttributeDefinition(
            name = "%restart.delay.milliseconds.name",
            description = "%restart.delay.milliseconds.description")
    int restart_delay_milliseconds() default 100;

    @AttributeDefinition(
            name = "%restart.delay.max.seconds.name",
            description = "%restart.delay.max.seconds.description")
    int restart_delay_max_seconds() default 30;

    @AttributeDefinition(
            name = "%restart.reset.seconds.name",
            description = "%restart.reset.seconds.description")
    int restart_reset_seconds() default 10;

    @AttributeDefinition(
            name = "%crash.budget.count.name",
            description = "%crash.budget.count.description")
    int crash_budget_count() default 10;

    @AttributeDefinition(
            name = "%crash.window.seconds.name",
            description = "%crash.window.seconds.description")
    int crash_window_seconds() default 600;

    @AttributeDefinition(
            name = "%limit.pids.max.count.name",
            description = "%limit.pids.max.count.description")
    int limit_pids_max_count() default 512;

    @AttributeDefinition(
            name = "%limit.memory.max.bytes.name",
            description = "%limit.memory.max.bytes.description")
    long limit_memory_max_bytes() default 0;

    @AttributeDefinition(
            name = "%limit.cpus.max.millicpus.name",
            description = "%limit.cpus.max.millicpus.description")
    int limit_cpus_max_millicpus() default 0;

    @AttributeDefinition(
            name = "%limit.shm.max.bytes.name",
            description = "%limit.shm.max.bytes.description")
    long limit_shm_max_bytes() default 67_108_864;

    @AttributeDefinition(
            name = "%security.seccomp.name",
            description = "%security.seccomp.description")
    String security_seccomp() default "default";

    @AttributeDefinition(
            name = "%security.no.new.privileges.name",
            description = "%security.no.new.privileges.description")
    boolean security_no_new_privileges() default true;
}

package dev.berth.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The plugin manager's configuration, PID {@code dev.berth.core}. A change is taken over while
 * plugins run, but for the folders.
 */
@ObjectClassDefinition(
        name = "Berth plugin manager",
        description = "Where plugins are kept, and how long they may take.")
public @interface CoreConfiguration {

    @AttributeDefinition(
            name = "Root folder",
            description =
                    "Folder of all that is kept. One engine uses it at a time. A change is taken"
                            + " over when the manager's bundle is started again.")
    String root() default "/var/lib/berth";

    @AttributeDefinition(
            name = "Exec root folder",
            description =
                    "Folder of the plugins' sockets. Keep it short: a socket's path has 107 bytes"
                            + " at most. What else ends with a boot has settings of its own:"
                            + " socket of dev.berth.engine, run.folder of"
                            + " dev.berth.runtime.containerd. A change is taken over when the"
                            + " manager's bundle is started again.")
    String exec_root() default "/run/berth";

    @AttributeDefinition(
            name = "Live restore",
            description =
                    "Whether plugins run on when the manager's bundle or the runtime's is stopped.")
    boolean live_restore() default false;

    @AttributeDefinition(
            name = "Call timeout",
            description = "Time for one call to a plugin where nothing else limits it, in seconds.")
    int call_timeout_seconds() default 120;

    @AttributeDefinition(
            name = "Calls at once",
            description =
                    "How many calls to one plugin may be under way, and how many streams open."
                        + " Further calls wait for their turn, within their own time limit. As with"
                        + " all limits of calls, a change is for plugins that are started after"
                        + " it.")
    int calls_max_count() default 100;

    @AttributeDefinition(
            name = "Failures that open the circuit",
            description =
                    "How many calls in a row without an answer let further ones fail at once. 0:"
                            + " never.")
    int circuit_failures_max_count() default 5;

    @AttributeDefinition(
            name = "Pause of the circuit",
            description =
                    "How long calls fail at once before one is let through to try, in seconds.")
    int circuit_pause_seconds() default 1;

    @AttributeDefinition(
            name = "Handler timeout",
            description =
                    "How long a plugin that goes waits for the capability handlers to be told, and"
                            + " how long it waits for the listeners of other bundles when its"
                            + " services come and go, in seconds. After that it goes on, and the"
                            + " log names who has not returned.")
    int handler_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "Log write timeout",
            description =
                    "How long the writer of a log waits for a log driver that does not read, in"
                            + " milliseconds. After that its entries are dropped and counted until"
                            + " the plugin reads again.")
    int log_write_timeout_milliseconds() default 1000;

    @AttributeDefinition(
            name = "Stop timeout",
            description =
                    "How long the manager's own stop may take, in seconds. What has not ended by"
                            + " then is named in the log and left behind.")
    int stop_timeout_seconds() default 30;

    @AttributeDefinition(
            name = "Age of partial downloads",
            description =
                    "How long a download that broke off is kept to be continued, in days. 0: none"
                            + " is kept.")
    int part_max_days() default 7;

    @AttributeDefinition(
            name = "Size of partial downloads",
            description =
                    "How much all downloads that broke off may hold together, in megabytes. The"
                            + " oldest are deleted first.")
    int part_max_megabytes() default 10_000;

    @AttributeDefinition(
            name = "Previous versions",
            description =
                    "How many versions of each plugin are kept, with their content and root"
                            + " filesystem, when an upgrade replaces them, so that a rollback can"
                            + " return to them. 0: none is kept.")
    int previous_versions_max_count() default 1;

    @AttributeDefinition(
            name = "Kept output",
            description =
                    "How much of each plugin's output is kept in memory for plugin:logs, in"
                            + " bytes; a line counts its characters and 100 bytes more. 0:"
                            + " nothing is kept.")
    int output_max_bytes() default 131_072;

    @AttributeDefinition(
            name = "Required admission policies",
            required = false,
            description =
                    "Names of admission policies (their service property berth.admission.name)"
                            + " without which nothing is installed, upgraded or created; Berth's"
                            + " own is file. Empty: whatever policies are there are asked.")
    String[] admission_required() default {};

    @AttributeDefinition(
            name = "Types of mounts",
            description =
                    "File system types that plugins may mount besides bind and tmpfs, such as"
                            + " overlay, with any option. Each hands out more of the host than its"
                            + " privilege says: proc, sysfs or overlay are as good as root. Empty:"
                            + " none.",
            required = false)
    String[] mount_types_allowed() default {};

    @AttributeDefinition(
            name = "Start limit of plugins",
            description =
                    "How long a plugin that is enabled without a limit may take to start, "
                            + "in seconds.")
    int start_timeout_seconds() default 30;

    @AttributeDefinition(
            name = "Stop limit of plugins",
            description =
                    "How long a plugin may take to end after SIGTERM before SIGKILL "
                            + "follows, in seconds.")
    int plugin_stop_timeout_seconds() default 10;

    @AttributeDefinition(
            name = "Health probe",
            description =
                    "How the health of plugins is probed: connect (the process is not "
                            + "stopped and its socket accepts a connection), http (it reacts to a "
                            + "request), or none.")
    String health_probe() default "connect";

    @AttributeDefinition(
            name = "Method of the health probe",
            description = "What an HTTP probe asks for.")
    String health_method() default "Plugin.Activate";

    @AttributeDefinition(
            name = "Interval of health probes",
            description = "Time from the end of a probe to the next, in seconds.")
    int health_interval_seconds() default 10;

    @AttributeDefinition(
            name = "Timeout of health probes",
            description = "How long a probe may take, in seconds.")
    int health_timeout_seconds() default 5;

    @AttributeDefinition(
            name = "Failed health probes",
            description = "How many failed probes in a row have a plugin replaced.")
    int health_threshold_count() default 3;

    @AttributeDefinition(
            name = "First delay of a restart",
            description =
                    "How long a plugin that has ended waits to be started again, in milliseconds."
                            + " It doubles with each failure, and is shortened by up to half at"
                            + " random.")
    int restart_delay_milliseconds() default 100;

    @AttributeDefinition(
            name = "Longest delay of a restart",
            description = "How long a plugin that ends again and again waits at most, in seconds.")
    int restart_delay_max_seconds() default 30;

    @AttributeDefinition(
            name = "Reset of the restart delay",
            description =
                    "After what time of health a plugin counts as recovered, and its delay "
                            + "is the first again, in seconds.")
    int restart_reset_seconds() default 10;

    @AttributeDefinition(
            name = "Crash budget",
            description =
                    "How many crashes within the crash window make a plugin fail, which then is"
                            + " started again by command only. 0: any number is forgiven.")
    int crash_budget_count() default 10;

    @AttributeDefinition(
            name = "Crash window",
            description = "Within what time crashes are counted, in seconds.")
    int crash_window_seconds() default 600;

    @AttributeDefinition(
            name = "Processes of a plugin",
            description =
                    "How many processes and threads a plugin may have for which @limit.pids is not"
                        + " set. 0: any number. As with all limits and measures, a change is for"
                        + " plugins that are started after it.")
    int limit_pids_max_count() default 512;

    @AttributeDefinition(
            name = "Memory of a plugin",
            description =
                    "How much memory a plugin may have for which @limit.memory is not set, in"
                            + " bytes. 0: any amount.")
    long limit_memory_max_bytes() default 0;

    @AttributeDefinition(
            name = "CPU time of a plugin",
            description =
                    "How much CPU time a plugin may use for which @limit.cpus is not set, in"
                            + " millicpus, thousandths of a CPU. 0: any amount.")
    int limit_cpus_max_millicpus() default 0;

    @AttributeDefinition(
            name = "Shared memory of a plugin",
            description = "The size of a plugin's /dev/shm where @limit.shm is not set, in bytes.")
    long limit_shm_max_bytes() default 67_108_864;

    @AttributeDefinition(
            name = "System calls of plugins",
            description =
                    "Which system calls a plugin may make for which @security.seccomp is not set:"
                        + " default (Docker's profile), unconfined, or log (all, and those outside"
                        + " of Docker's profile are written to the kernel's log).")
    String security_seccomp() default "default";

    @AttributeDefinition(
            name = "No new privileges",
            description =
                    "Whether setuid bits and file capabilities have no effect in plugins for which"
                            + " @security.no-new-privileges is not set.")
    boolean security_no_new_privileges() default true;
}

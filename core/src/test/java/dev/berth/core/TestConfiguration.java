package dev.berth.core;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** What the configuration admin would give; each wither changes this one. */
final class TestConfiguration implements CoreConfiguration {
    private String root;
    private String execRoot;
    private boolean liveRestore;
    private int partMaxDays = 7;
    private int crashBudget = 100;
    private String healthProbe = "none";
    private String[] mountTypes = {};
    private String[] requiredPolicies = {};

    private TestConfiguration(Path top) {
        root = top.resolve("root").toString();
        execRoot = top.resolve("x").toString();
    }

    /** Returns that of an engine below a folder. */
    static TestConfiguration of(Path top) {
        return new TestConfiguration(top);
    }

    TestConfiguration withRoot(Path changed) {
        root = changed.toString();
        return this;
    }

    TestConfiguration withExecRoot(String changed) {
        execRoot = changed;
        return this;
    }

    TestConfiguration withLiveRestore(boolean changed) {
        liveRestore = changed;
        return this;
    }

    TestConfiguration withPartMaxDays(int changed) {
        partMaxDays = changed;
        return this;
    }

    TestConfiguration withCrashBudget(int changed) {
        crashBudget = changed;
        return this;
    }

    TestConfiguration withHealthProbe(String changed) {
        healthProbe = changed;
        return this;
    }

    TestConfiguration withMountTypes(String... changed) {
        mountTypes = changed;
        return this;
    }

    TestConfiguration withRequiredPolicies(String... changed) {
        requiredPolicies = changed;
        return this;
    }

    @Override
    public String[] admission_required() {
        return requiredPolicies.clone();
    }

    @Override
    public String[] mount_types_allowed() {
        return mountTypes.clone();
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public String exec_root() {
        return execRoot;
    }

    @Override
    public boolean live_restore() {
        return liveRestore;
    }

    @Override
    public int call_timeout_seconds() {
        return 20;
    }

    @Override
    public int calls_max_count() {
        return 100;
    }

    @Override
    public int circuit_failures_max_count() {
        return 5;
    }

    @Override
    public int circuit_pause_seconds() {
        return 1;
    }

    @Override
    public int handler_timeout_seconds() {
        return 1;
    }

    @Override
    public int previous_versions_max_count() {
        return 1;
    }

    @Override
    public int stop_timeout_seconds() {
        return 3;
    }

    @Override
    public int part_max_days() {
        return partMaxDays;
    }

    @Override
    public int part_max_megabytes() {
        return 100;
    }

    @Override
    public int output_max_bytes() {
        return 1_000;
    }

    @Override
    public int start_timeout_seconds() {
        return 30;
    }

    @Override
    public int plugin_stop_timeout_seconds() {
        return 10;
    }

    @Override
    public String health_method() {
        return "Plugin.Activate";
    }

    @Override
    public int health_interval_seconds() {
        return 10;
    }

    @Override
    public int health_timeout_seconds() {
        return 5;
    }

    @Override
    public int health_threshold_count() {
        return 3;
    }

    @Override
    public int log_write_timeout_milliseconds() {
        return 1000;
    }

    @Override
    public int restart_delay_milliseconds() {
        return 100;
    }

    @Override
    public int restart_delay_max_seconds() {
        return 30;
    }

    @Override
    public int restart_reset_seconds() {
        return 10;
    }

    @Override
    public int crash_window_seconds() {
        return 600;
    }

    @Override
    public String health_probe() {
        return healthProbe;
    }

    @Override
    public int crash_budget_count() {
        return crashBudget;
    }

    @Override
    public int limit_pids_max_count() {
        return 512;
    }

    @Override
    public long limit_memory_max_bytes() {
        return 0;
    }

    @Override
    public int limit_cpus_max_millicpus() {
        return 0;
    }

    @Override
    public long limit_shm_max_bytes() {
        return 64 << 20;
    }

    @Override
    public String security_seccomp() {
        return "default";
    }

    @Override
    public boolean security_no_new_privileges() {
        return true;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return CoreConfiguration.class;
    }
}

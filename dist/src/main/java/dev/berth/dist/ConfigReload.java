package dev.berth.dist;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import sun.misc.Signal;

/** Reads the folder of configurations again on SIGHUP, and hands them to the framework. */
final class ConfigReload {
    private final ConfigFolder folder;
    private final Map<String, Map<String, Object>> options;
    private final FelixHost host;
    private Map<String, Map<String, Object>> current;

    /**
     * @param current what the framework was given last
     */
    ConfigReload(
            ConfigFolder folder,
            Map<String, Map<String, Object>> options,
            Map<String, Map<String, Object>> current,
            FelixHost host) {
        this.folder = folder;
        this.options = options;
        this.current = current;
        this.host = host;
    }

    /** Begins to take SIGHUP as dockerd does; before that it was a request to stop. */
    void handleHangUp() {
        try {
            Signal.handle(new Signal("HUP"), signal -> reload());
        } catch (IllegalArgumentException e) {
            log("WARN", "SIGHUP reloads nothing: the JVM was told (-Xrs) to leave signals alone");
        }
    }

    private synchronized void reload() {
        try {
            Map<String, Map<String, Object>> now = folder.over(options);
            host.offer(withDeleted(current, now));
            current = now;
            log("INFO", "configurations read again from " + folder.path());
        } catch (LaunchException | RuntimeException e) {
            log("ERROR", "the configurations stay as they were: " + e.getMessage());
        }
    }

    /** Returns the present ones, and {@code null} for each that is there no more. */
    static Map<String, Map<String, Object>> withDeleted(
            Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> now) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        before.keySet().forEach(pid -> all.put(pid, null));
        all.putAll(now);
        return all;
    }

    private static void log(String level, String line) {
        System.err.println(LogLine.of(Instant.now(), level, "dev.berth.dist", line));
    }
}

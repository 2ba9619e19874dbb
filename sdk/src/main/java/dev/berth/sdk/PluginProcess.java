package dev.berth.sdk;

import java.util.List;

/** The process of a plugin: what is of the whole process, signals and its end, is here. */
final class PluginProcess {
    private final String name;
    private final List<Object> drivers;
    private final PluginLog log;

    PluginProcess(String name, List<Object> drivers, PluginLog log) {
        this.name = name;
        this.drivers = List.copyOf(drivers);
        this.log = log;
    }

    /** Returns when the plugin is closed, which a signal does. */
    void run(ListeningPlugin plugin) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(plugin), name + "-stop"));
        log.information(name + ": listening on " + plugin.address());
        try {
            plugin.awaitClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(ListeningPlugin plugin) {
        plugin.close();
        for (Object driver : drivers) {
            if (driver instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
        if (isSignalled()) {
            // Java's own status would be 128 and the signal's number.
            Runtime.getRuntime().halt(0);
        }
    }

    private void close(AutoCloseable driver) {
        try {
            driver.close();
        } catch (Throwable t) {
            log.failure(t);
        }
    }

    /**
     * Returns whether a signal ends the process. With System.exit the author has said how it ends.
     */
    private static boolean isSignalled() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().matches("SIG[A-Z]+ handler"));
    }
}

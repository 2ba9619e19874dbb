package dev.berth.testing.protocols;

import dev.berth.sdk.PluginServer;

/** The plugin's main class. */
public final class AllProtocols {
    private AllProtocols() {}

    /** Serves all protocols until it is told to stop. */
    public static void main(String[] args) {
        Journal journal = new Journal();
        PluginServer.create()
                .volume(new JournalVolumes(journal))
                .network(new EchoNetworks(journal))
                .ipam(new CountingAddresses(journal))
                .authz(new SecretsForbidden())
                .logging(new MemoryLogs(journal))
                .metrics(new StartedMetrics(journal))
                .run("protocols");
    }
}

package dev.berth.core.lifecycle;

import dev.berth.core.client.LivenessProbe;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.supervision.HealthMonitor;
import dev.berth.core.supervision.ProbeKind;
import dev.berth.core.supervision.ProcessState;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Probes one process of a plugin as its policy says.
 *
 * @param socket its socket on the host, if it has one
 */
record HealthProbe(PluginTask task, Optional<PluginSocket> socket, ScheduledExecutorService timer)
        implements HealthMonitor.Probe {

    @Override
    public void check(SupervisionPolicy policy) throws IOException {
        if (policy.probe() == ProbeKind.NONE) {
            return;
        }
        boolean connect = policy.probe() == ProbeKind.CONNECT;
        if (connect && ProcessState.isStopped(task.pid())) {
            throw new IOException("its process is stopped");
        }
        if (socket.isPresent()) {
            LivenessProbe probe = new LivenessProbe(socket.get(), timer);
            if (connect) {
                probe.connect(policy.probeLimit());
            } else {
                probe.request(policy.probeMethod(), policy.probeLimit());
            }
        }
    }
}

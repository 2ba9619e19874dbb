package dev.berth.export;

import dev.berth.shared.protocol.ServedPlugin;
import dev.berth.shared.server.ProtocolServer;
import dev.berth.shared.server.ProtocolServerLimits;
import dev.berth.shared.server.UnixListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.log.Logger;

/** A plugin that is served: its offers, and the server on its socket. */
record ExportedPlugin(List<Offer> offers, ProtocolServer server) implements AutoCloseable {

    /**
     * Serves offers on {@code NAME.sock}.
     *
     * @throws IOException if the socket cannot be made, or somebody else listens on it
     */
    static ExportedPlugin open(
            String name,
            List<Offer> offers,
            Path folder,
            String group,
            ProtocolServerLimits limits,
            Logger log)
            throws IOException {
        ServedPlugin plugin = new ServedPlugin(offers.stream().map(Offer::protocol).toList());
        UnixListener listener = UnixListener.bind(folder.resolve(name + ".sock"), group);
        return new ExportedPlugin(
                offers,
                ProtocolServer.start(
                        "berth-export-" + name,
                        plugin,
                        listener,
                        limits,
                        problem -> log.warn("exported plugin {}: {}", name, problem)));
    }

    /** Takes the socket away, and lets calls end, within the limit. */
    @Override
    public void close() {
        server.close();
    }
}

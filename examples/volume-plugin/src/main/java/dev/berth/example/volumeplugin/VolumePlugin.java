package dev.berth.example.volumeplugin;

import java.io.IOException;

/** The plugin's main class: reads its settings and serves until it is told to stop. */
public final class VolumePlugin {
    private VolumePlugin() {}

    /** Runs the plugin, see {@link PluginOptions} for the arguments and the environment. */
    public static void main(String[] args) throws IOException {
        PluginOptions settings;
        try {
            settings = PluginOptions.read(args, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("volume plugin: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (settings.misbehaviour().isPresent()) {
            settings.misbehaviour().get().run(settings);
        } else {
            serveVolumes(settings);
        }
    }

    /** Serves volumes; SIGTERM undoes every mount and removes the socket. */
    static void serveVolumes(PluginOptions settings) throws IOException {
        Volumes volumes = new Volumes(settings.data(), new BindMounts(settings.mounts()));
        PluginServer server = PluginServer.listen(settings.socket());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    volumes.close();
                                },
                                "volume-plugin-stop"));
        System.out.printf(
                "volume plugin: %d volumes in %s, listening on %s%n",
                volumes.list().size(), settings.data(), settings.socket());
        VolumeProtocol protocol = new VolumeProtocol(volumes, settings);
        server.serve(new HttpConversation(protocol::respond));
    }
}

package dev.berth.example.volumeplugin;

import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.sdk.PluginServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The plugin's main class. {@code --socket FILE}, {@code --data FOLDER} and {@code --mounts FOLDER}
 * are its arguments, {@code DEBUG} and {@code SCOPE} are read from the environment.
 */
public final class VolumePlugin {
    private VolumePlugin() {}

    /** Serves volumes until it is told to stop. */
    public static void main(String[] args) {
        Map<String, String> options = options(args);
        String scope = System.getenv().getOrDefault("SCOPE", "local").toUpperCase(Locale.ROOT);
        Volumes volumes =
                new Volumes(
                        Path.of(options.getOrDefault("--data", "/var/lib/volumes")),
                        new BindMounts(Path.of(options.getOrDefault("--mounts", "/mnt/volumes"))),
                        VolumeCapabilities.of(Scope.valueOf(scope)));
        PluginServer.create()
                .volume(volumes)
                .debug("1".equals(System.getenv("DEBUG")))
                .run(options.getOrDefault("--socket", "volume"));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        return options;
    }
}

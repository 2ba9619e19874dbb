package dev.berth.example.volumeplugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The plugin's settings: {@code --socket FILE}, {@code --data FOLDER} and {@code --mounts FOLDER}
 * as arguments, {@code DEBUG} and {@code SCOPE} in the environment.
 *
 * @param socket where the plugin listens
 * @param data where volumes are kept
 * @param mounts where mounted volumes appear, the config's propagated mount
 * @param debug whether to print each call
 * @param scope what the plugin says of its volumes, {@code local} or {@code global}
 * @param misbehaviour what to do instead of behaving, for tests
 */
record PluginOptions(
        Path socket,
        Path data,
        Path mounts,
        boolean debug,
        String scope,
        Optional<Misbehaviour> misbehaviour) {

    static PluginOptions read(String[] args, Map<String, String> env) {
        Map<String, String> options = new HashMap<>();
        options.put("--socket", "/run/docker/plugins/volume.sock");
        options.put("--data", "/var/lib/volumes");
        options.put("--mounts", "/mnt/volumes");
        for (int i = 0; i < args.length; i += 2) {
            if (!options.containsKey(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "cannot use %s: give --socket FILE, --data FOLDER, --mounts FOLDER"
                                .formatted(args[i]));
            }
            options.put(args[i], args[i + 1]);
        }
        return new PluginOptions(
                Path.of(options.get("--socket")),
                Path.of(options.get("--data")),
                Path.of(options.get("--mounts")),
                env.getOrDefault("DEBUG", "0").equals("1"),
                scope(env.getOrDefault("SCOPE", "local")),
                Optional.ofNullable(env.get("MISBEHAVIOUR"))
                        .filter(name -> !name.isEmpty())
                        .map(Misbehaviour::named));
    }

    private static String scope(String text) {
        if (!text.equals("local") && !text.equals("global")) {
            throw new IllegalArgumentException("SCOPE is " + text + ": give local or global");
        }
        return text;
    }
}

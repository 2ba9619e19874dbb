package dev.berth.dist;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Translates command line options to configurations by PID, for Config Admin. */
final class OptionConfigurations {

    private OptionConfigurations() {}

    /**
     * Returns the properties of each PID.
     *
     * @param containerd containerd's socket
     */
    static Map<String, Map<String, Object>> of(Options options, Path containerd) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put(
                "org.osgi.service.log.admin",
                Map.of("ROOT", "WARN", "dev.berth", options.logLevel().toUpperCase(Locale.ROOT)));
        all.put(
                "dev.berth.core",
                Map.of(
                        "root", options.root().toString(),
                        "exec.root", options.execRoot().toString(),
                        "live.restore", options.liveRestore(),
                        "stop.timeout.seconds", options.stopSeconds()));
        all.put(
                "dev.berth.runtime.containerd",
                Map.of(
                        "address", containerd.toString(),
                        "run.folder", options.execRoot().resolve("io").toString()));
        all.put(
                "dev.berth.policy",
                Map.of(
                        "file", options.root().resolve("policy.json").toString(),
                        "signatures.folder", options.root().resolve("signatures").toString(),
                        "decisions.file", options.root().resolve("decisions.log").toString()));
        Map<String, Object> engine = new LinkedHashMap<>();
        engine.put("socket", options.socket().toString());
        putIfGiven(engine, "authorization.plugins", options.authorizationPlugins());
        all.put("dev.berth.engine", engine);
        Map<String, Object> registry = new LinkedHashMap<>();
        putIfGiven(registry, "insecure.registries", options.insecureRegistries());
        putIfGiven(registry, "layouts", options.layouts());
        if (!registry.isEmpty()) {
            all.put("dev.berth.registry", registry);
        }
        if (!options.legacyDirs().isEmpty()) {
            all.put("dev.berth.discovery", Map.of("directories", array(options.legacyDirs())));
        }
        return all;
    }

    private static void putIfGiven(Map<String, Object> to, String name, List<String> values) {
        if (!values.isEmpty()) {
            to.put(name, array(values));
        }
    }

    private static String[] array(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}

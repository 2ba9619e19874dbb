package dev.berth.dist;

import dev.berth.dist.option.ApiOptions;
import dev.berth.dist.option.Options;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates command line options to configurations by PID, for Config Admin. */
final class OptionConfigurations {

    private OptionConfigurations() {}

    /**
     * Returns the properties of each PID.
     *
     * @param containerd containerd's socket
     * @param runtime the binary of the OCI runtime; empty for containerd's own choice
     */
    static Map<String, Map<String, Object>> of(Options options, Path containerd, String runtime) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put(
                "org.osgi.service.log.admin",
                Map.of("ROOT", "WARN", "dev.berth", options.logLevel()));
        all.put(
                "dev.berth.core",
                Map.of(
                        "root", options.root().toString(),
                        "exec.root", options.execRoot().toString(),
                        "live.restore", options.liveRestore(),
                        "stop.timeout.seconds", options.stopSeconds()));
        all.put("dev.berth.runtime.containerd", runtime(options, containerd, runtime));
        all.put(
                "dev.berth.policy",
                Map.of(
                        "file", options.root().resolve("policy.json").toString(),
                        "signatures.folder", options.root().resolve("signatures").toString(),
                        "decisions.file", options.root().resolve("decisions.log").toString()));
        all.put("dev.berth.engine", engine(options));
        Map<String, Object> registry = registry(options.registries());
        if (!registry.isEmpty()) {
            all.put("dev.berth.registry", registry);
        }
        if (!options.legacyDirs().isEmpty()) {
            all.put("dev.berth.discovery", Map.of("directories", array(options.legacyDirs())));
        }
        return all;
    }

    private static Map<String, Object> runtime(Options options, Path containerd, String binary) {
        Map<String, Object> runtime = new LinkedHashMap<>();
        runtime.put("address", containerd.toString());
        runtime.put("run.folder", options.execRoot().resolve("io").toString());
        options.namespace().ifPresent(name -> runtime.put("namespace", name));
        if (options.runtime().isShim()) {
            runtime.put("runtime", options.runtime().name());
            runtime.put("runc.program", "");
        } else if (!options.runtime().isStandard()) {
            runtime.put("runtime.binary", binary);
            // Known escapes are runc's.
            runtime.put("runc.program", "");
        }
        return runtime;
    }

    private static Map<String, Object> engine(Options options) {
        ApiOptions api = options.api();
        Map<String, Object> engine = new LinkedHashMap<>();
        engine.put("socket", "");
        engine.put("hosts", array(api.hosts()));
        engine.put("group", api.group());
        engine.put("tls.mode", api.tls());
        engine.put("tls.ca", api.authority().toString());
        engine.put("tls.certificate", api.certificate().toString());
        engine.put("tls.key", api.key().toString());
        putIfGiven(engine, "authorization.plugins", options.authorizationPlugins());
        return engine;
    }

    private static Map<String, Object> registry(Options.Registries registries) {
        Map<String, Object> registry = new LinkedHashMap<>();
        putIfGiven(registry, "insecure.registries", registries.insecure());
        putIfGiven(registry, "mirrors", registries.mirrors());
        putIfGiven(registry, "layouts", registries.layouts());
        registries.attempts().ifPresent(count -> registry.put("retry.attempts.max.count", count));
        return registry;
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

package dev.berth.itest.host;

import dev.berth.itest.parts.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The folders of one engine of the tests. Paths are short: sockets lie below them.
 *
 * @param base all of it is in here
 */
public record EngineFolders(Path base) {
    /**
     * Relative to the exec root, as the runtime's run folder, which is that of {@code berth start}.
     */
    private static final String SOCKET = "berth.sock";

    /** Returns folders that no engine has used. */
    public static EngineFolders fresh() {
        return new EngineFolders(TestBed.newFolder());
    }

    /** Returns those of the engine in a test's framework. */
    public static EngineFolders of(BundleContext bundle) {
        ServiceReference<ConfigurationAdmin> reference =
                bundle.getServiceReference(ConfigurationAdmin.class);
        try {
            Object root =
                    bundle.getService(reference)
                            .getConfiguration("dev.berth.core", "?")
                            .getProperties()
                            .get("root");
            return new EngineFolders(Path.of(root.toString()).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            bundle.ungetService(reference);
        }
    }

    /** Returns what is kept. */
    public Path root() {
        return base.resolve("root");
    }

    /** Returns the folder of the sockets. */
    public Path execRoot() {
        return base.resolve("x");
    }

    /** Returns where legacy plugins are looked for. */
    public Path legacy() {
        return base.resolve("l");
    }

    /** Returns where docker commands are answered. */
    public Path socket() {
        return execRoot().resolve(SOCKET);
    }

    /** Returns what such an engine is told, by the PIDs of its parts. */
    public Map<String, Map<String, String>> configurations(boolean liveRestore) {
        return Map.of(
                "dev.berth.core",
                Map.of(
                        "root", root().toString(),
                        "exec.root", execRoot().toString(),
                        "live.restore", Boolean.toString(liveRestore)),
                "dev.berth.runtime.containerd",
                Map.of("address", TestBed.containerd().toString(), "run.folder", "io"),
                "dev.berth.engine",
                Map.of("socket", SOCKET),
                "dev.berth.discovery",
                Map.of("directories", legacy().toString()),
                "dev.berth.policy",
                Map.of(
                        "file", root().resolve("policy.json").toString(),
                        "signatures.folder", root().resolve("signatures").toString(),
                        "decisions.file", root().resolve("decisions.log").toString()),
                "org.osgi.service.log.admin",
                Map.of("ROOT", "WARN", "dev.berth", "DEBUG"));
    }
}

package dev.berth.engine.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A program that installs the distribution's bundles in its framework, as an engine's start does,
 * resolves them, and starts none.
 */
final class ResolvedFramework {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private ResolvedFramework() {}

    /**
     * Returns the command for a shell, with the JVM of this process.
     *
     * @param home the distribution
     * @param storage what the framework keeps
     */
    static String command(Path home, Path storage) {
        String archive =
                Runtime.version().feature() < FIRST_WITH_AOT_CACHE
                        ? "SharedArchiveFile"
                        : "AOTCache";
        // The path begins as the distribution's does, or the JVM would not take its archive.
        return """
        cd %1$s/lib
        exec %2$s/bin/java -XX:+UseSerialGC -Xms16m -XX:%3$s=%1$s/lib/classes-%4$s.jsa -cp %1$s/\
        lib/dev.berth.dist.jar:%1$s/lib/org.apache.felix.framework.jar:%1$s/\
        lib/jackson-core.jar:%5$s %6$s %7$s dev.berth.dist.jar ../bundles/services/*.jar \
        ../bundles/berth/*.jar ../bundles/shell/*.jar
        """
                .formatted(
                        home,
                        System.getProperty("java.home"),
                        archive,
                        System.getProperty("java.version"),
                        Path.of(
                                ResolvedFramework.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath()),
                        ResolvedFramework.class.getName(),
                        storage);
    }

    /** Takes a folder for the framework and the jars of the bundles. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> properties =
                Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        Files.createDirectories(Path.of(arguments[0])).toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        "felix.log.level",
                        "0",
                        "felix.resolver.parallelism",
                        "1");
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(properties);
        framework.init();
        for (String bundle : List.of(arguments).subList(1, arguments.length)) {
            Path jar = Path.of(bundle).toRealPath();
            framework.getBundleContext().installBundle("reference:" + jar.toUri());
        }
        if (!framework.adapt(FrameworkWiring.class).resolveBundles(null)) {
            throw new IllegalStateException("not all bundles can be resolved");
        }
        System.out.println(residentKilobytes());
        System.out.flush();
        // Nothing has started that would have to be stopped.
        Runtime.getRuntime().halt(0);
    }

    private static String residentKilobytes() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        return status.replaceFirst("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1");
    }
}

package dev.berth.example.embeddedhost;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** A Java program with Berth inside: {@code EmbeddedHost BUNDLES FOLDER CONTAINERD PLUGIN}. */
public final class EmbeddedHost {
    private static final long WAIT_MILLIS = Long.getLong("wait", 10_000);

    private EmbeddedHost() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Framework framework = start(Path.of(args[0]), folder.resolve("cache"));
        try {
            BundleContext context = framework.getBundleContext();
            configure(context, folder, args[2]);
            use(context, PluginReference.parse(args[3]).withDefaultTag());
        } finally {
            framework.stop();
            framework.waitForStop(60_000);
        }
    }

    /** Starts the framework that is on the class path, with all bundles of a folder. */
    private static Framework start(Path bundles, Path cache) throws Exception {
        Map<String, String> properties =
                Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        "onFirstInit",
                        // What the program and the bundles talk with, from the program's class
                        // path.
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        apiPackages() + ",org.osgi.service.cm;version=1.6");
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(properties);
        framework.start();
        List<Path> jars;
        try (Stream<Path> files = Files.list(bundles)) {
            jars = files.sorted().toList();
        }
        for (Path jar : jars) {
            framework.getBundleContext().installBundle("reference:" + jar.toUri());
        }
        for (var bundle : framework.getBundleContext().getBundles()) {
            try {
                bundle.start();
            } catch (BundleException e) {
                System.out.println("cannot start " + bundle + ": " + e.getMessage());
            }
        }
        return framework;
    }

    private static String apiPackages() throws IOException {
        var jar = PluginManager.class.getProtectionDomain().getCodeSource().getLocation();
        try (JarFile api = new JarFile(jar.getPath())) {
            return api.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        }
    }

    private static void configure(BundleContext context, Path folder, String containerd)
            throws Exception {
        ConfigurationAdmin admin = await(context, ConfigurationAdmin.class);
        configure(admin, "dev.berth.runtime.containerd", Map.of("address", containerd));
        configure(
                admin,
                "dev.berth.core",
                Map.of(
                        "root", folder.resolve("root").toString(),
                        "exec.root", folder.resolve("run").toString()));
    }

    private static void configure(
            ConfigurationAdmin admin, String pid, Map<String, Object> properties)
            throws IOException {
        admin.getConfiguration(pid, "?").update(new Hashtable<>(properties));
    }

    private static void use(BundleContext context, PluginReference reference) throws Exception {
        PluginManager manager = await(context, PluginManager.class);
        InstallRequest request = InstallRequest.of(reference);
        // A program that asks nobody takes what it knows: an exact list, not whatever is asked for.
        var privileges = manager.privileges(request).await();
        privileges.forEach(p -> System.out.println("granted " + p.name() + " " + p.value()));
        Plugin plugin =
                manager.install(request.withPrivileges(privileges), ProgressListener.NONE).await();
        manager.enable(plugin.id(), EnableOptions.DEFAULT).await();
        VolumeDriver volumes = await(context, VolumeDriver.class);
        volumes.create("demo", Map.of());
        volumes.list().forEach(volume -> System.out.println("volume " + volume.name()));
        manager.remove(plugin.id(), true).await();
    }

    private static <T> T await(BundleContext context, Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        T service = tracker.waitForService(WAIT_MILLIS);
        if (service == null) {
            throw new IllegalStateException("no service of type " + type.getName());
        }
        return service;
    }
}

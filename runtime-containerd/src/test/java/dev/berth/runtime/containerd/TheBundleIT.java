package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.layer.ZstdLayer;
import dev.berth.spi.PluginRuntime;
import dev.berth.spi.PluginTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;

class TheBundleIT {
    private static final String OWN = "dev.berth.runtime.containerd-";
    private static final List<String> OTHERS =
            List.of(
                    "org.apache.felix.scr-",
                    "org.apache.felix.log-",
                    "org.apache.felix.configadmin-",
                    "org.osgi.service.component-",
                    "org.osgi.util.promise-",
                    "org.osgi.util.function-",
                    "jackson-core-",
                    "jackson-annotations-",
                    "jackson-databind-",
                    "netty-buffer-4",
                    "netty-codec-base-4",
                    "netty-codec-compression-4",
                    "netty-codec-http-4",
                    "netty-codec-http2-4",
                    "netty-common-4",
                    "netty-handler-4",
                    "netty-resolver-4",
                    "netty-transport-4",
                    "netty-transport-native-unix-common-4");

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private Framework framework;

    @BeforeEach
    void startFramework() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        HOST.newFolder("bundles").toString(),
                                        Constants.FRAMEWORK_STORAGE_CLEAN,
                                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        "dev.berth.spi;version=1.99,dev.berth.plugin;version=1.99,"
                                                + "dev.berth.plugin.error;version=1.99,"
                                                + "org.osgi.service.cm;version=1.6"));
        framework.start();
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }

    @Test
    void runsAPluginInAFrameworkAndLeavesNoThread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Bundle bundle = install();
        BundleContext context = framework.getBundleContext();
        ServiceReference<PluginRuntime> reference =
                context.getServiceReference(PluginRuntime.class);
        assertNotNull(reference, "the runtime is a service");
        PluginRuntime runtime = context.getService(reference);
        PluginTask task =
                runtime.start(
                        new SampleLaunches(HOST.rootfs(), HOST.newFolder("s"))
                                .id("in-felix")
                                .entrypoint(Scripts.listening(""))
                                .launch());
        assertEquals(0, task.stop(Duration.ofSeconds(10)).code());
        assertEquals(Set.of(), runtime.ids());
        bundle.stop();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && isOurs(thread)) {
                thread.join(20_000);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void bringsZstdAlong() throws Exception {
        install();
        BundleContext context = framework.getBundleContext();
        PluginRuntime runtime =
                context.getService(context.getServiceReference(PluginRuntime.class));
        Path folder = HOST.newFolder("zstd");
        ZstdLayer layer = ZstdLayer.in(folder);
        assertEquals(
                layer.diffId(),
                runtime.unpack(layer.descriptor(), layer.blob(), HOST.newFolder("root"), d -> {}));
    }

    @Test
    void exportsNothingAndImportsOnlyWhatBerthRunsOn() throws Exception {
        try (JarFile jar = new JarFile(jar(OWN).toFile())) {
            Manifest manifest = jar.getManifest();
            assertEquals(null, manifest.getMainAttributes().getValue("Export-Package"));
            String imports = manifest.getMainAttributes().getValue("Import-Package");
            assertTrue(
                    Arrays.stream(imports.replaceAll("\"[^\"]*\"", "").split(","))
                            .filter(i -> !i.contains("resolution:=optional"))
                            .allMatch(
                                    i ->
                                            i.matches(
                                                    "(dev.berth|org.osgi|com.fasterxml|io.netty|java)\\..*")),
                    imports);
        }
    }

    private Bundle install() throws Exception {
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (String name : OTHERS) {
            bundles.add(context.installBundle(jar(name).toUri().toString()));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        configure(context);
        Bundle own = context.installBundle(jar(OWN).toUri().toString());
        own.start();
        return own;
    }

    private static void configure(BundleContext context) throws IOException {
        ConfigurationAdmin admin =
                context.getService(context.getServiceReference(ConfigurationAdmin.class));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("address", HOST.containerd().socket().toString());
        properties.put("namespace", HOST.namespace());
        properties.put("run.folder", HOST.newFolder("felix-run").toString());
        admin.getConfiguration("dev.berth.runtime.containerd", "?").update(properties);
    }

    private static boolean isOurs(Thread thread) {
        return Stream.of("berth", "netty", "globalEventExecutor")
                .anyMatch(thread.getName()::contains);
    }

    private static Path jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(p -> p.getFileName().toString().startsWith(name))
                .filter(p -> p.toString().endsWith(".jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
    }
}

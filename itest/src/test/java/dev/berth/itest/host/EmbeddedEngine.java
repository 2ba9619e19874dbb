package dev.berth.itest.host;

import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginManager;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * An embedded Felix with Berth that a test can stop and start, which a test inside of the framework
 * cannot. The host shares the API's packages with the bundles.
 */
public final class EmbeddedEngine implements AutoCloseable {
    private static final int FIRST = 2;
    private static final int LAST = 5;
    private static final String API = "dev.berth.api";

    private final EngineFolders folders;
    private final Framework framework;

    private EmbeddedEngine(EngineFolders folders, Framework framework) {
        this.folders = folders;
        this.framework = framework;
    }

    /** Starts one in these folders. */
    public static EmbeddedEngine start(EngineFolders folders, boolean liveRestore)
            throws BundleException, IOException {
        EmbeddedEngine engine = new EmbeddedEngine(folders, framework(folders, Map.of()));
        engine.install(folders.configurations(liveRestore));
        engine.framework.start();
        return engine;
    }

    /** Starts one with the engine API and these configurations, by their PIDs. */
    public static EmbeddedEngine startWithApi(
            EngineFolders folders, Map<String, Map<String, String>> configurations)
            throws BundleException, IOException {
        EmbeddedEngine engine = new EmbeddedEngine(folders, framework(folders, Map.of()));
        engine.install(configurations);
        engine.install(Stream.of(BundleJars.named("dev.berth.engine")), FIRST + 1);
        engine.framework.start();
        return engine;
    }

    /**
     * Starts one with the engine API, the shell and the export of services too, in the framework
     * that is on the class path: one of OSGi R7 does not know this Java, and the first Netty 4.2
     * imports a package that it does not need.
     */
    public static EmbeddedEngine startOnLowestVersions(EngineFolders folders)
            throws BundleException, IOException {
        Map<String, String> host =
                Map.of(
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "osgi.ee;osgi.ee=JavaSE;version:Version=17",
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        apiPackages() + ",org.bouncycastle.jsse,org.bouncycastle.jsse.provider",
                        "felix.service.urlhandlers",
                        "false");
        EmbeddedEngine engine = new EmbeddedEngine(folders, framework(folders, host));
        engine.install(folders.configurations(false));
        engine.install(
                Stream.of(
                                "dev.berth.engine",
                                "org.apache.felix.gogo.runtime",
                                "dev.berth.shell",
                                "dev.berth.export")
                        .map(BundleJars::named),
                FIRST + 1);
        engine.framework.start();
        return engine;
    }

    private static Framework framework(EngineFolders folders, Map<String, String> host)
            throws BundleException, IOException {
        TestBed.up();
        Map<String, String> properties = new HashMap<>();
        properties.put(
                Constants.FRAMEWORK_STORAGE,
                folders.base().resolve("cache-" + System.nanoTime()).toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, apiPackages());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "" + LAST);
        properties.put("felix.log.level", "1");
        properties.putAll(host);
        Framework framework = new FrameworkFactory().newFramework(properties);
        framework.init();
        return framework;
    }

    private static String apiPackages() throws IOException {
        try (JarFile jar = new JarFile(BundleJars.named(API).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        }
    }

    private void install(Map<String, Map<String, String>> configurations) throws BundleException {
        install(BundleJars.host(), FIRST);
        Bundle feed =
                framework
                        .getBundleContext()
                        .installBundle("configurations", HostOptions.feed(configurations));
        start(feed, FIRST);
        install(BundleJars.berth().filter(jar -> !jar.equals(BundleJars.named(API))), FIRST + 1);
    }

    private void install(Stream<Path> jars, int startLevel) throws BundleException {
        for (Path jar : jars.toList()) {
            start(
                    framework.getBundleContext().installBundle("reference:" + jar.toUri()),
                    startLevel);
        }
    }

    private static void start(Bundle bundle, int startLevel) throws BundleException {
        bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
        bundle.start();
    }

    /** Returns where the engine keeps what it has. */
    public EngineFolders folders() {
        return folders;
    }

    /** Returns the framework's context. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Returns whether there is a plugin manager; one that could not be activated is none. */
    public boolean works() {
        return manager() != null;
    }

    /** Returns the plugin manager, new after each start. */
    public PluginManager manager() {
        ServiceReference<PluginManager> reference =
                context().getServiceReference(PluginManager.class);
        return context().getService(reference);
    }

    /** Stops the framework, and with it the engine. */
    public void stop() throws BundleException, InterruptedException {
        framework.stop();
        if (framework.waitForStop(TestTimeout.LIMIT.toMillis()).getType()
                == FrameworkEvent.WAIT_TIMEDOUT) {
            throw new AssertionError("the framework does not stop");
        }
    }

    /** Starts the stopped framework again, with the bundles that it has. */
    public void startAgain() throws BundleException {
        framework.start();
    }

    @Override
    public void close() throws BundleException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.berth.itest.host;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * An embedded Felix with every bundle of the distribution but the console, the API among them, so
 * that each can be stopped, updated and refreshed. The test shares no class of Berth with it.
 */
public final class ShippedBundles implements AutoCloseable {
    private final Framework framework;

    /** The thread's before: Equinox puts one of its own in the place, and leaves it there. */
    private final ClassLoader loader;

    private ShippedBundles(Framework framework, ClassLoader loader) {
        this.framework = framework;
        this.loader = loader;
    }

    /** Starts the framework and what every host has; Berth's bundles are installed only. */
    public static ShippedBundles install(EngineFolders folders, boolean liveRestore)
            throws BundleException, IOException {
        return install(folders, folders.configurations(liveRestore));
    }

    /** Does the same with other configurations, by their PIDs. */
    public static ShippedBundles install(
            EngineFolders folders, Map<String, Map<String, String>> configurations)
            throws BundleException, IOException {
        return install(new org.apache.felix.framework.FrameworkFactory(), folders, configurations);
    }

    /** Does the same in Equinox, whose classes are not on the class path of the tests. */
    public static ShippedBundles installInEquinox(EngineFolders folders)
            throws BundleException, IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of(System.getProperty("berth.equinox")), "*.jar")) {
            URL jar = jars.iterator().next().toUri().toURL();
            ClassLoader tests = ShippedBundles.class.getClassLoader();
            FrameworkFactory equinox =
                    ServiceLoader.load(
                                    FrameworkFactory.class,
                                    new URLClassLoader(new URL[] {jar}, tests))
                            .stream()
                            .filter(factory -> factory.type().getName().startsWith("org.eclipse."))
                            .findFirst()
                            .orElseThrow()
                            .get();
            return install(equinox, folders, folders.configurations(false));
        }
    }

    private static ShippedBundles install(
            FrameworkFactory factory,
            EngineFolders folders,
            Map<String, Map<String, String>> configurations)
            throws BundleException, IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Path cache = folders.base().resolve("cache-" + System.nanoTime());
        Framework framework =
                factory.newFramework(
                        Map.of(
                                Constants.FRAMEWORK_STORAGE,
                                cache.toString(),
                                "felix.log.level",
                                "1"));
        ShippedBundles shipped = new ShippedBundles(framework, loader);
        framework.start();
        shipped.host(configurations);
        shipped.berth();
        return shipped;
    }

    private void host(Map<String, Map<String, String>> configurations)
            throws BundleException, IOException {
        List<Bundle> host = installAll("services");
        host.add(
                framework
                        .getBundleContext()
                        .installBundle("configurations", HostOptions.feed(configurations)));
        for (Bundle bundle : host) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private void berth() throws BundleException, IOException {
        for (String level : List.of("berth", "shell")) {
            for (Bundle bundle : installAll(level)) {
                if (!isBerth(bundle)) {
                    bundle.start();
                }
            }
        }
    }

    private List<Bundle> installAll(String level) throws BundleException, IOException {
        Path folder = Path.of(System.getProperty("berth.dist"), "bundles", level);
        List<Bundle> installed = new ArrayList<>();
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.sorted().toList()) {
                installed.add(
                        framework.getBundleContext().installBundle("reference:" + jar.toUri()));
            }
        }
        return installed;
    }

    /** Returns Berth's bundles; a restart makes them anew. */
    public List<Bundle> bundles() {
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(ShippedBundles::isBerth)
                .toList();
    }

    private static boolean isBerth(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name.startsWith("dev.berth.") && !name.equals(HostOptions.FEED);
    }

    /** Starts all of Berth. */
    public void startAll() throws BundleException {
        for (Bundle bundle : bundles()) {
            bundle.start();
        }
    }

    /**
     * Returns the context of a bundle that imports nothing of Berth. The system bundle's own sees
     * no service whose class the test's class path has too.
     */
    public BundleContext context() {
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(bundle -> HostOptions.FEED.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow()
                .getBundleContext();
    }

    /** Refreshes bundles, and with each those that use it, and waits for the end of it. */
    public void refresh(Collection<Bundle> bundles) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(
                        bundles,
                        event -> {
                            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                                refreshed.countDown();
                            }
                        });
        if (!refreshed.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the refresh of " + bundles + " does not end");
        }
    }

    /** Stops the framework, and starts it again with the bundles that it has. */
    public void restart() throws BundleException, InterruptedException {
        stop();
        framework.start();
    }

    /** Stops the framework. */
    public void stop() throws BundleException, InterruptedException {
        framework.stop();
        if (framework.waitForStop(TestTimeout.LIMIT.toMillis()).getType()
                == FrameworkEvent.WAIT_TIMEDOUT) {
            throw new AssertionError("the framework does not stop");
        }
    }

    @Override
    public void close() throws BundleException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }
}

package dev.berth.dist;

import dev.berth.dist.option.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The embedded Felix framework, with the distribution's bundles. The launcher and its components
 * inside exchange services of JDK types only, because their class loaders share no others.
 */
final class FelixHost implements AutoCloseable {
    private final Framework framework;
    private final ScratchFolder cache;
    private ServiceRegistration<?> offered;

    private FelixHost(Framework framework, ScratchFolder cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /** Makes a framework that has nothing in it yet, and keeps its own things in a folder. */
    static FelixHost create(Path parent, Map<String, String> properties) throws LaunchException {
        try {
            ScratchFolder cache = ScratchFolder.below(parent);
            Map<String, String> all = new HashMap<>(properties);
            all.put(Constants.FRAMEWORK_STORAGE, cache.path().toString());
            all.put(
                    Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                    Integer.toString(DistributionLayout.Level.SHELL.startLevel()));
            // Felix prints to the standard output; what goes wrong is found out afterwards.
            all.put("felix.log.level", "0");
            // So few bundles are resolved sooner than threads for them have begun.
            all.put("felix.resolver.parallelism", "1");
            FelixHost host = new FelixHost(new FrameworkFactory().newFramework(all), cache);
            host.init();
            return host;
        } catch (IOException e) {
            throw new LaunchException(
                    "cannot make a folder for the OSGi framework in %s: %s".formatted(parent, e),
                    e);
        }
    }

    private void init() throws LaunchException {
        try {
            framework.init();
        } catch (BundleException e) {
            cache.close();
            throw new LaunchException("cannot make the OSGi framework: " + e, e);
        }
    }

    /** Installs the bundles that a mode needs. */
    void install(DistributionLayout layout, Options.Mode mode) throws LaunchException {
        install(layout.launcherBundle(), DistributionLayout.Level.SERVICES);
        for (DistributionLayout.Level level : levels(mode)) {
            for (Path jar : layout.bundles(level)) {
                install(jar, level);
            }
        }
        // All in one go, not each as it starts. One that cannot be resolved says so then.
        framework.adapt(FrameworkWiring.class).resolveBundles(null);
    }

    private static List<DistributionLayout.Level> levels(Options.Mode mode) {
        List<DistributionLayout.Level> all = List.of(DistributionLayout.Level.values());
        if (mode instanceof Options.Interactive) {
            return all;
        }
        DistributionLayout.Level last =
                mode instanceof Options.Run
                        ? DistributionLayout.Level.SHELL
                        : DistributionLayout.Level.BERTH;
        return all.subList(0, last.startLevel());
    }

    private void install(Path jar, DistributionLayout.Level level) throws LaunchException {
        try {
            // By reference: the framework reads the file where it is, and copies nothing.
            Bundle bundle = context().installBundle("reference:" + jar.toUri());
            if (bundle.getSymbolicName() == null) {
                throw new LaunchException(
                        "the distribution is damaged: %s is no bundle".formatted(jar));
            }
            bundle.adapt(BundleStartLevel.class).setStartLevel(level.startLevel());
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw new LaunchException("cannot install %s: %s".formatted(jar, e.getMessage()), e);
        }
    }

    /** Loads and initializes the classes of a bundle that are in a folder of it or below. */
    void loadClasses(String symbolicName, String folder) {
        for (Bundle bundle : context().getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                Collections.list(bundle.findEntries(folder, "*.class", true))
                        .forEach(entry -> loadClass(bundle, entry.getPath()));
            }
        }
    }

    private static void loadClass(Bundle bundle, String path) {
        String name = path.substring(1, path.length() - ".class".length()).replace('/', '.');
        try {
            ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs what is not there, and so does without in an engine.
            return;
        }
    }

    /**
     * Offers configurations, by PID, to the bundle that hands them to Config Admin, in the place of
     * those that were offered before.
     */
    void offer(Map<String, Map<String, Object>> configurations) {
        if (offered != null) {
            offered.unregister();
        }
        Hashtable<String, Object> properties =
                new Hashtable<>(Map.of("berth.launch", "configurations"));
        offered = context().registerService(Map.class, configurations, properties);
    }

    /**
     * Starts the bundles.
     *
     * @return how many plugins there are
     * @throws LaunchException if a bundle does not start, or there is no plugin manager then
     */
    int start() throws LaunchException {
        try {
            framework.start();
            requireActive();
            return (Integer) service(Callable.class, "readiness").call();
        } catch (LaunchException e) {
            throw e;
        } catch (Exception e) {
            throw new LaunchException(e.getMessage(), e);
        }
    }

    /** A bundle that did not start says why when it is asked to once more. */
    private void requireActive() throws LaunchException {
        List<String> problems = new ArrayList<>();
        for (Bundle bundle : context().getBundles()) {
            if (isDue(bundle) && (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0) {
                StartProblem.of(bundle).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new LaunchException(String.join("\n       ", problems));
        }
    }

    /** Returns whether a bundle should have been started. The system bundle has no start level. */
    private boolean isDue(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && bundle.adapt(BundleStartLevel.class).getStartLevel()
                        <= framework.adapt(FrameworkStartLevel.class).getStartLevel();
    }

    /** Runs a script; returns the exit code. */
    @SuppressWarnings("unchecked")
    int run(Options.Script script) throws LaunchException {
        ToIntBiFunction<List<String>, Boolean> runner = service(ToIntBiFunction.class, "script");
        return runner.applyAsInt(script.lines(), script.echo());
    }

    /** Lets a shell begin, if one is installed; it stops the framework at its end. */
    void openConsole() {
        framework
                .adapt(FrameworkStartLevel.class)
                .setStartLevel(DistributionLayout.Level.CONSOLE.startLevel());
    }

    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    private <T> T service(Class<T> type, String role) throws LaunchException {
        try {
            Collection<ServiceReference<T>> found =
                    context().getServiceReferences(type, "(berth.launch=" + role + ")");
            for (ServiceReference<T> reference : found) {
                T service = context().getService(reference);
                if (service != null) {
                    return service;
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(role, e);
        }
        throw new LaunchException("the distribution is damaged: no " + role + " in the framework");
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(0);
        } catch (BundleException e) {
            System.err.println("Error: the framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cache.close();
    }
}

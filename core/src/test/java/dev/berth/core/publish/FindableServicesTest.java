package dev.berth.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

@Timeout(120)
class FindableServicesTest {
    private static final int THREADS = 4;

    /** Without them one of 24,000 was lost here. */
    private static final int CYCLES = 50_000;

    private static final String VERSION = "version";
    private static final Runnable SERVICE = () -> {};

    private final RecordingLog log = new RecordingLog();
    private Framework framework;
    private BundleContext bundle;

    /** The IDs of the services, in the order of their registrations. */
    private final List<Object> ids = new ArrayList<>();

    /** What happens during the registrations, by their place in the order. */
    private final Map<Integer, Runnable> meanwhile = new HashMap<>();

    /** What the framework loses. */
    private volatile Predicate<ServiceReference<?>> lost = reference -> false;

    /** What a hook of another bundle hides. */
    private Predicate<ServiceReference<?>> hidden = reference -> false;

    private FindableServices services;

    @BeforeEach
    void startFramework(@TempDir Path storage) throws BundleException {
        framework =
                new FrameworkFactory()
                        .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        bundle = framework.getBundleContext();
        services = new FindableServices(this::registerNow, this::find, log.logger());
        services.open(bundle);
    }

    private ServiceReference<?>[] find(String filter) throws InvalidSyntaxException {
        ServiceReference<?>[] all = bundle.getAllServiceReferences(null, filter);
        return all == null
                ? null
                : Arrays.stream(all)
                        .filter(hidden.negate())
                        .filter(one -> !filter.contains("objectClass") || !lost.test(one))
                        .toArray(ServiceReference<?>[]::new);
    }

    @AfterEach
    void stopFramework() throws Exception {
        services.close(bundle);
        framework.stop();
        framework.waitForStop(TestTimeout.LIMIT.toMillis());
    }

    private <S> ServiceRegistration<S> registerNow(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        ServiceRegistration<S> made = bundle.registerService(type, service, properties);
        Object id = id(made.getReference());
        synchronized (ids) {
            ids.add(id);
        }
        meanwhile.getOrDefault(count(), () -> {}).run();
        return made;
    }

    private int count() {
        synchronized (ids) {
            return ids.size();
        }
    }

    private static Object id(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_ID);
    }

    /** Has the framework lose the service of one registration. */
    private void lose(int place) {
        lost =
                reference -> {
                    synchronized (ids) {
                        return ids.indexOf(id(reference)) == place - 1;
                    }
                };
    }

    /** Has the framework lose the first service, while that of another bundle goes. */
    private void loseTheFirst() {
        lose(1);
        meanwhile.put(1, this::anotherGoes);
    }

    /** Tells of the end of a service of another bundle. */
    private void anotherGoes() {
        bundle.registerService(Runnable.class, () -> {}, null).unregister();
    }

    private void awaitRestored() throws InterruptedException {
        log.next("is registered anew");
    }

    private ServiceRegistration<Runnable> register(String version) {
        return services.register(Runnable.class, SERVICE, properties(version));
    }

    private static Dictionary<String, ?> properties(String version) {
        return new Hashtable<>(Map.of(VERSION, version));
    }

    /** Returns what is registered, in order. */
    private List<Object> versions() throws InvalidSyntaxException {
        return bundle.getServiceReferences(Runnable.class, null).stream()
                .map(reference -> reference.getProperty(VERSION))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    @Test
    void areFoundByTheirClassWhileOthersOfItComeAndGo() throws Exception {
        FindableServices real = new FindableServices(bundle, log.logger());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "p" + i;
                all.add(threads.submit(() -> comeAndGo(real, name)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
            real.close(bundle);
        }
    }

    private Void comeAndGo(FindableServices real, String name) throws Exception {
        String filter = "(&(objectClass=java.lang.Runnable)(name=%s))".formatted(name);
        Semaphore changes = new Semaphore(0);
        bundle.addServiceListener(event -> changes.release(), filter);
        for (int i = 0; i < CYCLES; i++) {
            ServiceRegistration<Runnable> made =
                    real.register(Runnable.class, SERVICE, new Hashtable<>(Map.of("name", name)));
            while (bundle.getServiceReferences((String) null, filter) == null) {
                assertTrue(
                        changes.tryAcquire(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS),
                        "not found in cycle " + i);
            }
            made.unregister();
        }
        return null;
    }

    @Test
    void registerOneAnewThatIsLostAsItComes() throws Exception {
        loseTheFirst();
        ServiceRegistration<Runnable> made = register("1");
        awaitRestored();
        assertEquals(List.of("1"), versions());
        assertEquals(ids, List.of((Long) ids.get(0), id(made.getReference())));
    }

    @Test
    void registerOneAnewThatIsLostAsAnotherGoes() throws Exception {
        register("1");
        ServiceRegistration<Runnable> other = register("2");
        lose(1);
        other.unregister();
        awaitRestored();
        assertEquals(List.of("1"), versions());
    }

    @Test
    void registerOneAnewThatIsLostAsThatOfAnotherBundleGoes() throws Exception {
        register("1");
        lose(1);
        anotherGoes();
        awaitRestored();
        assertEquals(List.of("1"), versions());
    }

    @Test
    void registerOneAnewBeforeTheLostOneGoes() throws Exception {
        loseTheFirst();
        List<Object> present = new CopyOnWriteArrayList<>();
        bundle.addServiceListener(
                event -> {
                    Object gone = id(event.getServiceReference());
                    if (event.getType() == ServiceEvent.UNREGISTERING && ids.contains(gone)) {
                        present.add(id(event.getServiceReference()));
                        present.addAll(registered());
                    }
                });
        register("1");
        awaitRestored();
        assertEquals(ids, present);
    }

    /** Those that are found as one goes: the framework has taken that out before. */
    private List<Object> registered() {
        try {
            return bundle.getServiceReferences(Runnable.class, null).stream()
                    .<Object>map(FindableServicesTest::id)
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void giveUpOnOneThatIsLostAgainAndAgain() throws Exception {
        lost = reference -> true;
        meanwhile.put(1, this::anotherGoes);
        ServiceRegistration<Runnable> made = register("1");
        for (int i = 0; i < 3; i++) {
            awaitRestored();
        }
        assertEquals(List.of("1"), versions());
        assertFalse(((ReplaceableRegistration<?>) made).replace());
        assertEquals(4, count());
    }

    @Test
    void leaveOneAloneThatAHookHides() throws Exception {
        hidden = reference -> "hidden".equals(reference.getProperty(VERSION));
        register("hidden");
        register("1");
        lose(2);
        anotherGoes();
        awaitRestored();
        assertEquals(3, count());
    }

    /** Has the first update of a replacement's properties met by something else. */
    private AtomicBoolean onUpdate(Runnable action) {
        AtomicBoolean met = new AtomicBoolean();
        bundle.addServiceListener(
                event -> {
                    boolean replacement = !ids.get(0).equals(id(event.getServiceReference()));
                    boolean update = event.getType() == ServiceEvent.MODIFIED;
                    if (replacement && update && met.compareAndSet(false, true)) {
                        action.run();
                    }
                });
        return met;
    }

    @Test
    void keepThePropertiesThatAreSetMeanwhile() throws Exception {
        ServiceRegistration<Runnable> made = register("1");
        lose(1);
        meanwhile.put(2, () -> made.setProperties(properties("2")));
        AtomicBoolean met = onUpdate(() -> made.setProperties(properties("3")));
        anotherGoes();
        awaitRestored();
        assertEquals(List.of("3"), versions());
        assertTrue(met.get());
    }

    @Test
    void endWithTheirUnregistrationMeanwhile() throws Exception {
        ServiceRegistration<Runnable> made = register("1");
        lose(1);
        meanwhile.put(2, made::unregister);
        anotherGoes();
        awaitRestored();
        assertEquals(List.of(), versions());
    }

    @Test
    void endWithTheirUnregistrationAsTheirPropertiesAreBroughtUpToDate() throws Exception {
        ServiceRegistration<Runnable> made = register("1");
        lose(1);
        meanwhile.put(2, () -> made.setProperties(properties("2")));
        AtomicBoolean met =
                onUpdate(
                        () -> {
                            // There is something to be set after the end.
                            made.setProperties(properties("3"));
                            made.unregister();
                        });
        anotherGoes();
        awaitRestored();
        assertEquals(List.of(), versions());
        assertTrue(met.get());
    }

    @Test
    void goOnAfterOneThatCannotBeRegisteredAnew() throws Exception {
        register("1");
        lose(1);
        meanwhile.put(
                2,
                () -> {
                    throw new SecurityException("not allowed");
                });
        anotherGoes();
        log.next("cannot be registered anew");
        register("2");
        lose(3);
        anotherGoes();
        awaitRestored();
    }

    @Test
    void areGoneWithTheirBundle(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("empty.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "empty");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        Bundle empty = bundle.installBundle(jar.toUri().toString());
        empty.start();
        FindableServices own = new FindableServices(empty.getBundleContext(), log.logger());
        ServiceRegistration<Runnable> made = own.register(Runnable.class, SERVICE, properties("1"));
        empty.stop();
        assertThrows(IllegalStateException.class, made::unregister);
        assertThrows(IllegalStateException.class, () -> made.setProperties(properties("2")));
        assertEquals(List.of(), log.lines("error"));
    }
}

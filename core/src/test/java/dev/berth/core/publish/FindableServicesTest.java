package dev.berth.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
    private Predicate<ServiceReference<?>> lost = reference -> false;

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
    }

    private <S> ServiceRegistration<S> registerNow(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        ServiceRegistration<S> made = bundle.registerService(type, service, properties);
        ids.add(id(made.getReference()));
        meanwhile.getOrDefault(ids.size(), () -> {}).run();
        return made;
    }

    private static Object id(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_ID);
    }

    /** Has the framework lose the service of one registration. */
    private void lose(int place) {
        lost = reference -> ids.indexOf(id(reference)) == place - 1;
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
                .sorted()
                .toList();
    }

    private ServiceReference<?>[] find(String type, String filter) throws InvalidSyntaxException {
        ServiceReference<?>[] all = bundle.getAllServiceReferences(type, filter);
        return all == null
                ? null
                : Arrays.stream(all)
                        .filter(hidden.negate())
                        .filter(reference -> type == null || !lost.test(reference))
                        .toArray(ServiceReference<?>[]::new);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(TestTimeout.LIMIT.toMillis());
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
        lose(1);
        ServiceRegistration<Runnable> made = register("1");
        assertEquals(List.of("1"), versions());
        assertEquals(2, ids.size());
        assertEquals(ids.get(1), id(made.getReference()));
        assertTrue(log.has("is registered anew"), () -> "" + log.lines());
    }

    @Test
    void registerOneAnewThatIsLostAsAnotherGoes() throws Exception {
        register("1");
        ServiceRegistration<Runnable> other = register("2");
        lose(1);
        other.unregister();
        assertEquals(List.of("1"), versions());
        assertEquals(3, ids.size());
    }

    @Test
    void registerOneAnewBeforeTheLostOneGoes() throws Exception {
        lose(1);
        List<Object> present = new ArrayList<>();
        bundle.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.UNREGISTERING) {
                        present.add(id(event.getServiceReference()));
                        present.addAll(registered());
                    }
                });
        register("1");
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
        register("1");
        assertEquals(4, ids.size());
        assertEquals(List.of("1"), versions());
    }

    @Test
    void leaveOneAloneThatAHookHides() {
        hidden = reference -> true;
        register("1");
        assertEquals(1, ids.size());
    }

    @Test
    void keepThePropertiesThatAreSetMeanwhile() throws Exception {
        ServiceRegistration<Runnable> made = register("1");
        lose(1);
        meanwhile.put(3, () -> made.setProperties(properties("2")));
        register("other").unregister();
        assertEquals(List.of("2"), versions());
        assertEquals(3, ids.size());
    }

    @Test
    void endWithTheirUnregistrationMeanwhile() throws Exception {
        ServiceRegistration<Runnable> made = register("1");
        lose(1);
        meanwhile.put(3, made::unregister);
        register("other").unregister();
        assertEquals(List.of(), versions());
    }

    @Test
    void canEndAfterTheirBundle() throws Exception {
        ServiceRegistration<Runnable> made = register("1");
        stopFramework();
        made.unregister();
        assertTrue(log.has("the bundle has stopped, and its services with it"));
    }
}

package dev.berth.core.testing;

import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.publish.ServiceRegistrar;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The services that are registered. */
public final class ServiceList implements ServiceRegistrar {

    /** One of them. */
    public record Registered(Class<?> type, Object service, Map<String, Object> properties) {}

    public final List<Registered> all = new CopyOnWriteArrayList<>();

    /** What other bundles do when a service has been registered, on the same thread. */
    public volatile Consumer<Class<?>> onRegistered = type -> {};

    /** What other bundles do when a service is being unregistered, on the same thread. */
    public volatile Consumer<Class<?>> onUnregistering = type -> {};

    /** A type that is refused, as by a bundle that is being stopped. */
    public volatile Class<?> refused;

    @Override
    public <S> ServiceRegistration<S> register(
            Class<S> type, S service, Dictionary<String, ?> properties) {
        if (type == refused) {
            throw new IllegalStateException("the bundle is stopped");
        }
        Map<String, Object> map = new ConcurrentSkipListMap<>();
        Collections.list(properties.keys()).forEach(key -> map.put(key, properties.get(key)));
        Registered registered = new Registered(type, service, map);
        all.add(registered);
        changed();
        onRegistered.accept(type);
        return new ServiceRegistration<>() {
            @Override
            public ServiceReference<S> getReference() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void setProperties(Dictionary<String, ?> properties) {
                Collections.list(properties.keys())
                        .forEach(key -> map.put(key, properties.get(key)));
                changed();
            }

            @Override
            public void unregister() {
                onUnregistering.accept(type);
                if (!all.remove(registered)) {
                    throw new IllegalStateException("it is gone already");
                }
            }
        };
    }

    private synchronized void changed() {
        notifyAll();
    }

    /**
     * Waits until a condition holds that only what is registered, and its properties, can change.
     */
    public synchronized void await(BooleanSupplier condition) throws InterruptedException {
        WaitBudget budget = new WaitBudget(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            if (budget.left().isZero()) {
                throw new AssertionError("it did not come so: " + all);
            }
            TimeUnit.NANOSECONDS.timedWait(this, budget.left().toNanos());
        }
    }

    /** Returns the services of a type. */
    public <S> List<S> of(Class<S> type) {
        return all.stream()
                .filter(registered -> registered.type() == type)
                .map(registered -> type.cast(registered.service()))
                .toList();
    }
}

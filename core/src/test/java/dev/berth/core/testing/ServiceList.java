package dev.berth.core.testing;

import dev.berth.core.publish.ServiceRegistrar;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
        Map<String, Object> map = new TreeMap<>();
        Collections.list(properties.keys()).forEach(key -> map.put(key, properties.get(key)));
        Registered registered = new Registered(type, service, map);
        all.add(registered);
        onRegistered.accept(type);
        return new ServiceRegistration<>() {
            @Override
            public ServiceReference<S> getReference() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void setProperties(Dictionary<String, ?> changed) {
                throw new UnsupportedOperationException();
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

    /** Returns the services of a type. */
    public <S> List<S> of(Class<S> type) {
        return all.stream()
                .filter(registered -> registered.type() == type)
                .map(registered -> type.cast(registered.service()))
                .toList();
    }
}

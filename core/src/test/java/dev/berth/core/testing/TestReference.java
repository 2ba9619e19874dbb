package dev.berth.core.testing;

import dev.berth.core.foreign.ServiceLookup;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The reference of a service that a test offers; its object is made when somebody gets it. */
public final class TestReference<S> implements ServiceReference<S> {
    private static final AtomicLong IDS = new AtomicLong();

    private final Long id = IDS.incrementAndGet();
    private final Supplier<S> object;
    private volatile Map<String, Object> properties;

    public TestReference(Supplier<S> object, Map<String, Object> properties) {
        this.object = object;
        this.properties = properties;
    }

    /** Returns the look-up that makes the objects. */
    public static ServiceLookup lookup() {
        return new ServiceLookup() {
            @Override
            public <S> S get(ServiceReference<S> reference) {
                return ((TestReference<S>) reference).object.get();
            }

            @Override
            public void unget(ServiceReference<?> reference) {}
        };
    }

    /** Replaces the properties; the framework would tell of it. */
    public void setProperties(Map<String, Object> changed) {
        properties = changed;
    }

    @Override
    public Object getProperty(String key) {
        return key.equals(Constants.SERVICE_ID) ? id : properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return properties.keySet().toArray(new String[0]);
    }

    @Override
    public Bundle getBundle() {
        return null;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return new Bundle[0];
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public int compareTo(Object other) {
        return id.compareTo(((TestReference<?>) other).id);
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>(Collections.unmodifiableMap(properties));
    }
}

package dev.berth.core.publish;

import java.util.Dictionary;
import org.osgi.framework.ServiceRegistration;

/** Registers OSGi services: {@link org.osgi.framework.BundleContext#registerService}. */
@FunctionalInterface
public interface ServiceRegistrar {
    <S> ServiceRegistration<S> register(Class<S> type, S service, Dictionary<String, ?> properties);
}

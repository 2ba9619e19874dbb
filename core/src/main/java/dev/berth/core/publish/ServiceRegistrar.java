package dev.berth.core.publish;

import java.util.Dictionary;
import org.osgi.framework.ServiceRegistration;

/** Where services are registered: a bundle's context. */
@FunctionalInterface
public interface ServiceRegistrar {
    <S> ServiceRegistration<S> register(Class<S> type, S service, Dictionary<String, ?> properties);
}

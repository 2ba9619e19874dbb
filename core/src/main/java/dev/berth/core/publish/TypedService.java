package dev.berth.core.publish;

import dev.berth.driver.DriverFactory;

/** Makes the service of a typed driver: registered when told to, destroyed when unregistered. */
final class TypedService {
    private TypedService() {}

    static <D> PublishedService of(
            DriverFactory<D> factory, PublishedClient client, ServiceRegistrar services) {
        Class<D> type = factory.type();
        Driver<D> driver = new Driver<>(factory);
        return new PublishedService(
                "the %s %s".formatted(type.getSimpleName(), client.client()),
                client,
                properties -> services.register(type, driver.make(client), properties),
                driver::replaced,
                driver::destroy);
    }

    private static final class Driver<D> {
        private final DriverFactory<D> factory;
        private D made;

        Driver(DriverFactory<D> factory) {
            this.factory = factory;
        }

        synchronized D make(PublishedClient client) {
            made = factory.create(client.client());
            return made;
        }

        synchronized void replaced() {
            if (made != null) {
                factory.replaced(made);
            }
        }

        synchronized void destroy() {
            if (made != null) {
                factory.destroy(made);
                made = null;
            }
        }
    }
}

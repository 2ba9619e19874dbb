package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.registry.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Sends {@link RegistryCall}s and turns failures into {@link RegistryException}s. */
public final class RegistryCaller {
    private final Transport transport;

    public RegistryCaller(Transport transport) {
        this.transport = transport;
    }

    /**
     * Sends a call to a repository and reads the response.
     *
     * @throws RegistryException if the registry is not reached, or refuses
     * @throws RequestBodyException if the body of the request could not be read
     */
    public <T> T ask(Repository repository, RegistryCall<T> call)
            throws RequestBodyException, InterruptedException {
        RegistryErrors failures = new RegistryErrors(repository, call.subject());
        RegistryRequest request = call.request().with(call.widen(repository.access()));
        try (RegistryResponse response = transport.send(request)) {
            if (!call.understands(response.status())) {
                throw failures.of(response);
            }
            return call.read(response);
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (RequestBodyException e) {
            throw e;
        } catch (IOException e) {
            throw failures.of(e);
        }
    }
}

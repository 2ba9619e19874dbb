package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.SourceFailure;
import dev.berth.registry.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Sends the requests of calls to registries, and turns what goes wrong into errors for users. */
public final class RegistryCaller {
    private final Transport transport;

    public RegistryCaller(Transport transport) {
        this.transport = transport;
    }

    /**
     * Asks a repository.
     *
     * @throws RegistryException if it does not give what it was asked for
     * @throws SourceFailure if what was to be sent could not be read
     */
    public <T> T ask(Repository repository, RegistryCall<T> call)
            throws SourceFailure, InterruptedException {
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
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException e) {
            throw failures.of(e);
        }
    }
}

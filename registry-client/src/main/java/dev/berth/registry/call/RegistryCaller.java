package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.http.RegistryResponse;
import dev.berth.registry.http.SourceFailure;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Asks registries for things, and turns all that goes wrong into errors for users. */
public final class RegistryCaller {
    private final RetryTransport retries;

    public RegistryCaller(RetryTransport retries) {
        this.retries = retries;
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
        try {
            return retries.send(
                    call.widen(repository.access()),
                    call.request(),
                    response -> read(call, response, failures));
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    private static <T> T read(
            RegistryCall<T> call, RegistryResponse response, RegistryErrors failures)
            throws IOException {
        if (!call.understands(response.status())) {
            throw failures.of(response);
        }
        return call.read(response);
    }
}

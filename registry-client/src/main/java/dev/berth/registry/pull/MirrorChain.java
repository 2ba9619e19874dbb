package dev.berth.registry.pull;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.host.MirrorHosts;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.SourceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;

/**
 * Asks a registry's mirrors one after the other and last the registry itself, whose answer is then
 * the one that counts. A mirror never sees the login that came for the registry.
 */
public final class MirrorChain {
    private final RegistryCaller caller;
    private final MirrorHosts mirrors;
    private final Logger log;

    public MirrorChain(RegistryCaller caller, MirrorHosts mirrors, Logger log) {
        this.caller = caller;
        this.mirrors = mirrors;
        this.log = log;
    }

    /** Returns the first answer that is one. */
    public <T> T first(Repository repository, RegistryCall<T> call) throws InterruptedException {
        List<RegistryException> failures = new ArrayList<>();
        for (RegistryHost place : mirrors.placesOf(repository.registry())) {
            try {
                return ask(at(place, repository), call);
            } catch (RegistryException e) {
                if (place.equals(repository.registry())) {
                    failures.forEach(e::addSuppressed);
                    throw e;
                }
                log.warn("a mirror failed, the next place is asked: {}", e.getMessage());
                failures.add(e);
            }
        }
        throw new IllegalStateException("a registry is always among its own places");
    }

    private <T> T ask(Repository repository, RegistryCall<T> call) throws InterruptedException {
        try {
            return caller.ask(repository, call);
        } catch (SourceFailure e) {
            throw new IllegalStateException("nothing is sent to read", e);
        }
    }

    private static Repository at(RegistryHost place, Repository repository) {
        return place.equals(repository.registry())
                ? repository
                : new Repository(place, repository.path(), Optional.empty(), false);
    }
}

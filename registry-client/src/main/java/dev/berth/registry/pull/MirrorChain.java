package dev.berth.registry.pull;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.host.MirrorHosts;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.RequestBodyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;

/**
 * Sends a call to a registry's mirrors one after the other, and last to the registry itself, whose
 * failure is then the result. A mirror never sees the login that is meant for the registry.
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

    /** Returns the result of the first host that gives one. */
    public <T> T first(Repository repository, RegistryCall<T> call) throws InterruptedException {
        List<RegistryException> failures = new ArrayList<>();
        for (RegistryHost host : mirrors.hostsOf(repository.registry())) {
            try {
                return ask(at(host, repository), call);
            } catch (RegistryException e) {
                if (host.equals(repository.registry())) {
                    failures.forEach(e::addSuppressed);
                    throw e;
                }
                log.warn("a mirror failed, the next place is asked: {}", e.getMessage());
                failures.add(e);
            }
        }
        throw new IllegalStateException("a registry is always among its own hosts");
    }

    private <T> T ask(Repository repository, RegistryCall<T> call) throws InterruptedException {
        try {
            return caller.ask(repository, call);
        } catch (RequestBodyException e) {
            throw new IllegalStateException("nothing is sent to read", e);
        }
    }

    private static Repository at(RegistryHost host, Repository repository) {
        return host.equals(repository.registry())
                ? repository
                : new Repository(host, repository.path(), Optional.empty(), false);
    }
}

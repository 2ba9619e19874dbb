package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.work.PluginQueue;
import dev.berth.plugin.error.OperationFailedException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * The services of one plugin that is ready, and its clients that handlers are told of. Registering
 * and unregistering a service runs other bundles' listeners and components, so each does so on a
 * thread of its own; the plugin's queue waits for it with a limit, and goes on. Used on the
 * plugin's queue only, which is checked.
 */
public final class Publication {
    private final PluginQueue queue;
    private final HandlerRegistry handlers;
    private final Supplier<Duration> limit;
    private final Logger log;
    private final List<PublishedCapability> capabilities;

    Publication(
            PluginQueue queue,
            HandlerRegistry handlers,
            Supplier<Duration> limit,
            Logger log,
            List<PublishedCapability> capabilities) {
        this.queue = queue;
        this.handlers = handlers;
        this.limit = limit;
        this.log = log;
        this.capabilities = List.copyOf(capabilities);
    }

    private Publication of(List<PublishedCapability> others) {
        return new Publication(queue, handlers, limit, log, others);
    }

    /**
     * Returns the publication of the same plugin with other capabilities: what both have is the
     * same client and the same services.
     *
     * @param making makes what is not here yet; it is published with the result
     */
    Publication with(
            Collection<Capability> wanted, Function<Capability, PublishedCapability> making) {
        return of(
                wanted.stream()
                        .distinct()
                        .map(each -> find(each).orElseGet(() -> making.apply(each)))
                        .toList());
    }

    private Optional<PublishedCapability> find(Capability capability) {
        return capabilities.stream().filter(each -> each.is(capability)).findFirst();
    }

    /** Returns the publication of what is here and not there, to be withdrawn. */
    public Publication without(Publication successor) {
        return of(
                capabilities.stream()
                        .filter(each -> !successor.capabilities.contains(each))
                        .toList());
    }

    /** Returns the plugin's clients, one for each capability; also before it is published. */
    public List<PluginClient> clients() {
        return published().stream().map(PublishedClient::client).toList();
    }

    private List<PublishedClient> published() {
        return capabilities.stream().map(PublishedCapability::client).toList();
    }

    /**
     * Registers the services that are not registered yet, and then lets the handlers be told. A
     * registration that takes longer than the limit goes on beside; it is undone if the plugin goes
     * meanwhile.
     *
     * @throws OperationFailedException if a service cannot be registered; the caller withdraws
     */
    public void publish() throws InterruptedException {
        List<ForeignCall> calls = onEach("registration", PublishedService::register);
        for (ForeignCall call : calls) {
            if (call.failure().isPresent()) {
                throw new OperationFailedException(call.name(), call.failure().get());
            }
        }
        handlers.add(published());
    }

    /**
     * Unregisters the services, and then lets the handlers be told, for which {@link #awaitRemoved}
     * waits.
     */
    public void withdraw() throws InterruptedException {
        for (ForeignCall call : onEach("unregistration", PublishedService::withdraw)) {
            call.failure().ifPresent(failure -> log.error("{} failed", call.name(), failure));
        }
        handlers.remove(published());
    }

    /** Waits, up to the limit, until the handlers have been told that the plugin goes. */
    public void awaitRemoved() throws InterruptedException {
        queue.requireCurrent();
        handlers.awaitRemoved(published(), new WaitBudget(limit.get()));
    }

    private List<ForeignCall> onEach(String what, Consumer<PublishedService> action)
            throws InterruptedException {
        queue.requireCurrent();
        List<ForeignCall> calls =
                capabilities.stream()
                        .flatMap(each -> each.services().stream())
                        .map(
                                service ->
                                        ForeignCall.start(
                                                what + " of " + service,
                                                "berth-publish-" + queue.plugin(),
                                                () -> queue.actFor(() -> action.accept(service))))
                        .toList();
        WaitBudget budget = new WaitBudget(limit.get());
        for (ForeignCall call : calls) {
            if (!call.await(budget)) {
                log.error(
                        "plugin {} goes on without what has not ended within {} s: {}",
                        queue.plugin(),
                        budget.limit().toMillis() / 1000.0,
                        call.position());
            }
        }
        return calls;
    }
}

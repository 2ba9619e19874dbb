package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.PluginClient;
import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.work.PluginQueue;
import dev.berth.driver.DriverFactory;
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
    private final Whiteboards whiteboards;
    private final Supplier<Duration> limit;
    private final Logger log;
    private final List<PublishedCapability> capabilities;

    Publication(
            PluginQueue queue,
            Whiteboards whiteboards,
            Supplier<Duration> limit,
            Logger log,
            List<PublishedCapability> capabilities) {
        this.queue = queue;
        this.whiteboards = whiteboards;
        this.limit = limit;
        this.log = log;
        this.capabilities = List.copyOf(capabilities);
    }

    private Publication of(List<PublishedCapability> others) {
        return new Publication(queue, whiteboards, limit, log, others);
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

    /**
     * Lets the clients say what is so of the plugin now; their services do with the publication.
     */
    void describe(PublishedPlugin plugin) {
        published().forEach(each -> each.describe(plugin.properties(each.client().capability())));
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
        return published().stream().<PluginClient>map(PublishedClient::client).toList();
    }

    /** Returns the client of the first capability that is asked for, if there is one. */
    public Optional<PluginClient> client(CapabilityFilter wanted) {
        return clients().stream().filter(client -> wanted.matches(client.capability())).findFirst();
    }

    private List<PublishedClient> published() {
        return capabilities.stream().map(PublishedCapability::client).toList();
    }

    /**
     * Registers the services that are not registered yet, then lets the drivers of other bundles'
     * factories be, and then the handlers be told. What takes longer than the limit goes on beside;
     * it is undone if the plugin goes meanwhile.
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
        List<PublishedClient> clients = published();
        CapabilityWhiteboard<DriverFactory<?>> drivers = whiteboards.drivers().whiteboard();
        drivers.change(clients);
        drivers.add(clients);
        drivers.awaitAdded(clients, new WaitBudget(limit.get()));
        whiteboards.handlers().whiteboard().add(clients);
    }

    /**
     * Unregisters the services, those of other bundles' factories first, and then lets the handlers
     * be told, for which {@link #awaitRemoved} waits.
     */
    public void withdraw() throws InterruptedException {
        queue.requireCurrent();
        CapabilityWhiteboard<DriverFactory<?>> drivers = whiteboards.drivers().whiteboard();
        drivers.remove(published());
        drivers.awaitRemoved(published(), new WaitBudget(limit.get()));
        for (ForeignCall call : onEach("unregistration", PublishedService::withdraw)) {
            call.failure().ifPresent(failure -> log.error("{} failed", call.name(), failure));
        }
        whiteboards.handlers().whiteboard().remove(published());
    }

    /** Waits, up to the limit, until the handlers have been told that the plugin goes. */
    public void awaitRemoved() throws InterruptedException {
        queue.requireCurrent();
        whiteboards.handlers().whiteboard().awaitRemoved(published(), new WaitBudget(limit.get()));
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

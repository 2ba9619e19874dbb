package dev.berth.shell.command;

import dev.berth.plugin.desired.DesiredPlugins;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The service of {@code dev.berth.desired}, which a host may leave out, while it is there. */
@Component(service = DesiredStateSlot.class)
public final class DesiredStateSlot implements Supplier<Optional<DesiredPlugins>> {
    private final AtomicReference<DesiredPlugins> service = new AtomicReference<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDesired(DesiredPlugins bound) {
        service.set(bound);
    }

    void unbindDesired(DesiredPlugins unbound) {
        // Its successor may be bound already.
        service.compareAndSet(unbound, null);
    }

    @Override
    public Optional<DesiredPlugins> get() {
        return Optional.ofNullable(service.get());
    }
}

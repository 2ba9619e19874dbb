package dev.berth.dist.component;

import dev.berth.plugin.PluginManager;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The launcher's readiness check: waits until the engine API lets clients in, and returns the
 * number of plugins, or throws why the engine is not as configured.
 */
@Component(service = Callable.class, property = "berth.launch=readiness")
public final class EngineReadiness implements Callable<Integer> {
    private static final String API_LISTENS =
            "(&(objectClass=%s)(berth.listens=engine-api))"
                    .formatted(SocketAddress.class.getName());
    private static final String API_FAILED = "(berth.failed=engine-api)";
    private static final String API_DECIDED = "(|%s%s)".formatted(API_LISTENS, API_FAILED);

    /** The engine API waits no longer than this for what it needs, by its own configuration. */
    private static final int API_SECONDS = 30;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final LogPrinter log;

    /** Asks nothing yet. */
    @Activate
    public EngineReadiness(
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            @Reference LogPrinter log) {
        this.context = context;
        this.components = components;
        this.log = log;
    }

    /**
     * Returns how many plugins there are.
     *
     * @throws IllegalStateException if a part of the engine does not work; the message says why
     */
    @Override
    public Integer call() throws InterruptedException {
        requireNoFailure();
        PluginManager manager = manager().orElseThrow(() -> new IllegalStateException(diagnosis()));
        requireNoFailure();
        awaitApi();
        log.release();
        return manager.list().size();
    }

    private Optional<PluginManager> manager() {
        try {
            return Optional.ofNullable(context.getServiceReference(PluginManager.class))
                    .map(context::getService);
        } catch (IllegalStateException e) {
            // It is made on demand, and fails then; the component runtime knows why.
            return Optional.empty();
        }
    }

    /** The engine would run on without the part that failed, and nobody would know. */
    private void requireNoFailure() {
        List<String> failures = Diagnosis.of(components).failures();
        if (!failures.isEmpty()) {
            log.forget();
            throw new IllegalStateException(failures.get(0));
        }
    }

    private void awaitApi() throws InterruptedException {
        Semaphore changes = new Semaphore(0);
        ServiceListener listener = event -> changes.release();
        try {
            context.addServiceListener(listener, API_DECIDED);
            while (context.getServiceReferences((String) null, API_LISTENS) == null) {
                requireNoApiFailure();
                if (!changes.tryAcquire(API_SECONDS, TimeUnit.SECONDS)) {
                    log.release();
                    throw new IllegalStateException(
                            "the engine API does not answer after %d s; the log says why"
                                    .formatted(API_SECONDS));
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(API_DECIDED, e);
        } finally {
            context.removeServiceListener(listener);
        }
    }

    private void requireNoApiFailure() throws InvalidSyntaxException {
        for (var failed : context.getServiceReferences(Exception.class, API_FAILED)) {
            Exception reason = context.getService(failed);
            if (reason != null) {
                log.forget();
                throw new IllegalStateException(reason.getMessage(), reason);
            }
        }
    }

    private String diagnosis() {
        Diagnosis diagnosis = Diagnosis.of(components);
        if (diagnosis.failures().isEmpty()) {
            log.release();
        } else {
            log.forget();
        }
        return diagnosis.toString();
    }
}

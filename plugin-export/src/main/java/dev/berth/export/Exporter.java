package dev.berth.export;

import dev.berth.capability.CapabilityProperties;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.service.log.Logger;

/**
 * Keeps plugins served as services are offered. Sockets are made and taken away on one thread; who
 * takes an offer back waits until its plugin has gone, with a limit.
 */
final class Exporter {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");

    private final OfferTable offers = new OfferTable();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(DaemonThreads.numbered("berth-export-"));
    private final ExportedPlugins plugins;
    private final Duration patience;
    private final Logger log;

    /**
     * @param patience how long a plugin's end is waited for
     */
    Exporter(ExportedPlugins.Opening opening, Duration patience, Logger log) {
        this.plugins = new ExportedPlugins(opening, log);
        this.patience = patience;
        this.log = log;
    }

    /**
     * Offers a driver, in place of what was offered of the service before. One that is offered
     * under the same name already goes on as it is.
     *
     * @param name the value of {@link CapabilityProperties#OFFER}; what can be no name is logged
     */
    <D> void offer(
            Object name,
            OfferedService service,
            D driver,
            BiFunction<D, Consumer<Throwable>, ServedProtocol> serving) {
        Optional<Offer> former = offers.find(service);
        if (former.filter(offer -> offer.plugin().equals(name) && offer.driver() == driver)
                .isPresent()) {
            update(Optional.empty());
            return;
        }
        offers.remove(service);
        if (name instanceof String plugin && NAME.matcher(plugin).matches()) {
            ServedProtocol protocol = serving.apply(driver, failures(plugin));
            offers.add(new Offer(plugin, service, driver, protocol));
        } else {
            log.error(
                    "{} cannot be offered: {} is not a name of letters, digits, _, . and - that"
                            + " begins with a letter or a digit",
                    service.reference(),
                    CapabilityProperties.OFFER);
        }
        update(former);
    }

    private Consumer<Throwable> failures(String plugin) {
        return failure -> log.warn("a driver of exported plugin {} failed", plugin, failure);
    }

    /** Takes an offer back, and waits until the service is called no more. */
    void withdraw(OfferedService service) {
        await(update(offers.remove(service)));
    }

    /** Takes everything back. */
    void close() {
        await(submit(this::endAll));
        thread.shutdownNow();
    }

    private void endAll() {
        List<Offer> all = offers.removeAll();
        plugins.update(new TreeMap<>());
        all.forEach(offer -> offer.protocol().close());
    }

    /** Serves what is offered now, and then ends what goes on of an offer that is no more. */
    private Future<?> update(Optional<Offer> former) {
        return submit(
                () -> {
                    plugins.update(offers.plugins());
                    former.ifPresent(offer -> offer.protocol().close());
                });
    }

    private Future<?> submit(Runnable work) {
        try {
            return thread.submit(work);
        } catch (RejectedExecutionException e) {
            // After the end all is taken back already.
            return CompletableFuture.completedFuture(null);
        }
    }

    private void await(Future<?> work) {
        try {
            work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.error(
                    "an exported plugin has not ended within {} s: its service goes without it",
                    patience.toSeconds());
        } catch (ExecutionException e) {
            log.error("an exported plugin did not end cleanly", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

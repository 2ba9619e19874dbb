package dev.berth.core.metrics;

import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.ServiceLookup;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.shared.protocol.metrics.PrometheusText;
import dev.berth.shared.text.PrintableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The metrics of all {@link MetricsSource} services as text. Each source is asked on a thread of
 * its own, all at once and within one limit; one that has not returned is not asked again before it
 * has.
 */
@Component(service = MetricsSources.class)
public final class MetricsSources {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Map<ServiceReference<MetricsSource>, Source> sources =
            new ConcurrentSkipListMap<>();
    private final ServiceLookup services;
    private final Duration limit;
    private final Logger log;

    @Activate
    public MetricsSources(
            BundleContext bundle, @Reference(service = LoggerFactory.class) Logger log) {
        this(ServiceLookup.of(bundle), LIMIT, log);
    }

    /**
     * @param limit how long all sources together may take
     */
    public MetricsSources(ServiceLookup services, Duration limit, Logger log) {
        this.services = services;
        this.limit = limit;
        this.log = log;
    }

    @Reference(
            service = MetricsSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindSource(ServiceReference<MetricsSource> reference) {
        sources.put(reference, new Source(new ForeignService<>(reference, services)));
    }

    void unbindSource(ServiceReference<MetricsSource> reference) {
        sources.remove(reference);
    }

    /** Returns what all sources say now, in Prometheus' text format. */
    public byte[] text() {
        WaitBudget budget = new WaitBudget(limit);
        List<Source> asked = new ArrayList<>(sources.values());
        asked.forEach(Source::ask);
        PrometheusText text = new PrometheusText();
        for (Source source : asked) {
            try {
                text.add(source.families(budget));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // What it says may be a name, which is foreign text.
                log.warn(
                        "the metrics of {} are left out: {}",
                        source.service,
                        PrintableText.shortened(String.valueOf(e.getMessage())));
            }
        }
        return text.bytes();
    }

    /** One source, and the call that was made last. */
    private static final class Source {
        private final ForeignService<MetricsSource> service;
        private final AtomicReference<List<MetricFamily>> said = new AtomicReference<>();
        private ForeignCall call;

        Source(ForeignService<MetricsSource> service) {
            this.service = service;
        }

        synchronized void ask() {
            if (call != null && !call.hasEnded()) {
                return;
            }
            said.set(null);
            call =
                    ForeignCall.ask(
                            "metrics source " + service,
                            "berth-metrics-source-" + service.id(),
                            () ->
                                    said.set(
                                            List.copyOf(
                                                    service.get()
                                                            .orElseThrow(
                                                                    () ->
                                                                            new IllegalStateException(
                                                                                    "it is gone"))
                                                            .metrics())));
        }

        List<MetricFamily> families(WaitBudget budget) throws InterruptedException {
            ForeignCall asked = asked();
            if (!asked.await(budget)) {
                throw new IllegalStateException("it has not returned: " + asked.position());
            }
            List<MetricFamily> families = said.get();
            if (families == null) {
                throw new IllegalStateException(String.valueOf(asked.failure().orElse(null)));
            }
            return families;
        }

        private synchronized ForeignCall asked() {
            return call;
        }
    }
}

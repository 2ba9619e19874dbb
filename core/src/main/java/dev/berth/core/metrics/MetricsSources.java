package dev.berth.core.metrics;

import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.ForeignService;
import dev.berth.core.foreign.ServiceLookup;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import dev.berth.driver.metrics.MetricsSource;
import dev.berth.shared.protocol.metrics.MetricsText;
import dev.berth.shared.text.PrintableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
@Component(service = {MetricsSources.class, MetricsReader.class})
public final class MetricsSources implements MetricsReader {
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
        return text(MetricsFormat.PROMETHEUS);
    }

    @Override
    public byte[] text(MetricsFormat format) {
        MetricsText text = new MetricsText(format);
        collect(text::add);
        return text.bytes();
    }

    @Override
    public List<MetricFamily> families() {
        MetricsText check = new MetricsText(MetricsFormat.PROMETHEUS);
        List<MetricFamily> all = new ArrayList<>();
        collect(
                families -> {
                    check.add(families);
                    all.addAll(families);
                });
        return List.copyOf(all);
    }

    /**
     * @param each takes the families of one source, or throws what is wrong with them
     */
    private void collect(Consumer<List<MetricFamily>> each) {
        WaitBudget budget = new WaitBudget(limit);
        List<Source> asked = new ArrayList<>(sources.values());
        List<Answer> answers = asked.stream().map(Source::ask).toList();
        for (int i = 0; i < asked.size(); i++) {
            try {
                each.accept(answers.get(i).families(budget));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // What it says may be a name, which is foreign text.
                log.warn(
                        "the metrics of {} are left out: {}",
                        asked.get(i).service,
                        PrintableText.shortened(String.valueOf(e.getMessage())));
            }
        }
    }

    /** One source, and the call that was made last. */
    private static final class Source {
        private final ForeignService<MetricsSource> service;
        private Answer last;

        Source(ForeignService<MetricsSource> service) {
            this.service = service;
        }

        /** Asks it, or waits for the answer to a reader before who still waits. */
        synchronized Answer ask() {
            if (last == null || last.call.hasEnded()) {
                last = Answer.of(service);
            }
            return last;
        }
    }

    /** A call, and where its result is put. */
    private record Answer(ForeignCall call, AtomicReference<List<MetricFamily>> said) {

        static Answer of(ForeignService<MetricsSource> service) {
            AtomicReference<List<MetricFamily>> said = new AtomicReference<>();
            ForeignCall call =
                    ForeignCall.ask(
                            "metrics source " + service,
                            "berth-metrics-source-" + service.id(),
                            () -> said.set(List.copyOf(present(service).metrics())));
            return new Answer(call, said);
        }

        private static MetricsSource present(ForeignService<MetricsSource> service) {
            return service.get().orElseThrow(() -> new IllegalStateException("it is gone"));
        }

        List<MetricFamily> families(WaitBudget budget) throws InterruptedException {
            if (!call.await(budget)) {
                throw new IllegalStateException("it has not returned: " + call.position());
            }
            List<MetricFamily> families = said.get();
            if (families == null) {
                throw new IllegalStateException(String.valueOf(call.failure().orElse(null)));
            }
            return families;
        }
    }
}

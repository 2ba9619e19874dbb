package dev.berth.engine.route;

import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Query;
import dev.berth.plugin.PluginEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The parameters {@code since} and {@code until} of {@code /events}; either may be missing. */
record TimeSpan(Optional<Instant> since, Optional<Instant> until)
        implements Predicate<PluginEvent> {
    private static final String FORM = "[0-9]{1,12}(\\.[0-9]{1,9})?";
    private static final int NANO_DIGITS = 9;

    static TimeSpan of(Query query) {
        TimeSpan span = new TimeSpan(instant(query, "since"), instant(query, "until"));
        if (span.since.isPresent()
                && span.until.isPresent()
                && span.since.get().isAfter(span.until.get())) {
            throw new BadRequestException(
                    400,
                    "`since` time (%s) cannot be after `until` time (%s)"
                            .formatted(query.get("since"), query.get("until")));
        }
        return span;
    }

    private static Optional<Instant> instant(Query query, String name) {
        String text = query.get(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches(FORM)) {
            throw new BadRequestException(
                    400,
                    "%s=%s is not a time: seconds since 1970 are expected, 1700000000 or 1700000000.5"
                            .formatted(name, text));
        }
        BigDecimal seconds = new BigDecimal(text);
        long whole = seconds.longValue();
        long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue();
        return Optional.of(Instant.ofEpochSecond(whole, nanos));
    }

    /** Returns whether any of the two was given. */
    boolean isBounded() {
        return since.isPresent() || until.isPresent();
    }

    @Override
    public boolean test(PluginEvent event) {
        return since.map(s -> !event.time().isBefore(s)).orElse(true)
                && until.map(u -> !event.time().isAfter(u)).orElse(true);
    }
}

package dev.berth.engine.route;

import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Query;
import dev.berth.plugin.PluginEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters {@code since} and {@code until} of {@code /events}; either may be missing. */
record TimeSpan(Optional<Instant> since, Optional<Instant> until)
        implements Predicate<PluginEvent> {
    private static final Pattern FORM =
            Pattern.compile("(?<seconds>[+-]?[0-9]{1,18})(?:\\.(?<nanos>[0-9]{1,9})[0-9]*)?");
    private static final int NANO_DIGITS = 9;

    /** In seconds, 31,000 years: what is farther away is as far to everybody, and to timers. */
    private static final long FARTHEST = 999_999_999_999L;

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
        Matcher time = FORM.matcher(text);
        if (!time.matches()) {
            throw new BadRequestException(
                    400,
                    "%s=%s is not a time: seconds since 1970 are expected, 1700000000 or 1700000000.5"
                            .formatted(name, text));
        }
        String nanos = Optional.ofNullable(time.group("nanos")).orElse("");
        long seconds = Long.parseLong(time.group("seconds"));
        return Optional.of(
                Instant.ofEpochSecond(
                        Math.max(-FARTHEST, Math.min(seconds, FARTHEST)),
                        Long.parseLong(nanos + "0".repeat(NANO_DIGITS - nanos.length()))));
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

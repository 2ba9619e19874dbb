package dev.berth.shell.console;

import dev.berth.shared.word.DurationText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A time as docker's client takes it for {@code --since} and {@code --until}: seconds since 1970, a
 * date with or without a time and a zone, or how long ago ({@code 10m}; {@code -10m} is to come).
 */
public final class TimeArgument {
    private static final String SECONDS = "[0-9]{1,12}(\\.[0-9]{1,9})?";
    private static final int NANO_DIGITS = 9;

    private TimeArgument() {}

    /**
     * Parses the value of a flag.
     *
     * @param flag as it is typed
     * @param zone of a time that names none
     * @return empty for an empty text
     * @throws CommandFailure if it is no time
     */
    public static Optional<Instant> parse(String flag, String text, Instant now, ZoneId zone)
            throws CommandFailure {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> time = text.matches(SECONDS) ? seconds(text) : ago(text, now);
        if (time.isPresent()) {
            return time;
        }
        return Stream.<Function<String, Instant>>of(
                        date -> OffsetDateTime.parse(date).toInstant(),
                        date -> LocalDateTime.parse(date).atZone(zone).toInstant(),
                        date -> LocalDate.parse(date).atStartOfDay(zone).toInstant())
                .flatMap(form -> date(form, text).stream())
                .findFirst()
                .map(Optional::of)
                .orElseThrow(() -> failure(flag, text));
    }

    private static Optional<Instant> seconds(String text) {
        BigDecimal seconds = new BigDecimal(text);
        long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue();
        return Optional.of(Instant.ofEpochSecond(seconds.longValue(), nanos));
    }

    private static Optional<Instant> ago(String text, Instant now) {
        Optional<Duration> ago =
                text.startsWith("-")
                        ? DurationText.parse(text.substring(1)).map(Duration::negated)
                        : DurationText.parse(text);
        return ago.map(now::minus);
    }

    private static Optional<Instant> date(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static CommandFailure failure(String flag, String text) {
        return new CommandFailure(
                "invalid value \"%s\" for %s: expected are 10m (ago), 2026-01-31T08:00:00 with or without a zone, or seconds since 1970"
                        .formatted(text, flag));
    }
}

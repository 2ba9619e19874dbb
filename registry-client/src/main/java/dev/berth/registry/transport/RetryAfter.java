package dev.berth.registry.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Parses the {@code Retry-After} header, <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>.
 */
public final class RetryAfter {
    private RetryAfter() {}

    /** Returns how long to wait; empty if the header is of neither form. */
    public static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        OptionalLong seconds = ServerNumber.parse(text);
        if (seconds.isPresent()) {
            return Optional.of(Duration.ofSeconds(seconds.getAsLong()));
        }
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

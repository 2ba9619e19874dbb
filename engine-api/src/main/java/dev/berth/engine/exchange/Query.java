package dev.berth.engine.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decoded query parameters of a request. One that cannot be decoded is a mistake only where a
 * parameter is looked for, as in dockerd, whose routes call {@code ParseForm} or do not.
 *
 * @param mistake why it cannot be decoded, empty if it can
 */
public record Query(Map<String, List<String>> parameters, Optional<String> mistake) {
    private static final Set<String> OFF = Set.of("", "0", "no", "false", "none");

    /** Returns a query of these parameters. */
    public static Query of(Map<String, List<String>> parameters) {
        return new Query(parameters, Optional.empty());
    }

    /** Returns a query that cannot be decoded. */
    public static Query malformed(String mistake) {
        return new Query(Map.of(), Optional.of(mistake));
    }

    /**
     * Returns a parameter's first value, empty when it is missing.
     *
     * @throws BadRequestException if the query cannot be decoded
     */
    public String get(String name) {
        if (mistake.isPresent()) {
            throw new BadRequestException(400, mistake.get());
        }
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Returns whether a flag is set: to anything but a few words, as in dockerd. */
    public boolean isSet(String name) {
        return !OFF.contains(get(name).strip().toLowerCase(Locale.ROOT));
    }
}

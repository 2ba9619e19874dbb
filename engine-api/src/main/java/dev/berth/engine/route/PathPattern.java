package dev.berth.engine.route;

import java.util.Optional;

/** A path with at most one name in it, {@code /plugins/{name}/json}; a name may have slashes. */
public record PathPattern(String before, String after, boolean named) {
    private static final String NAME = "{name}";

    static PathPattern of(String text) {
        int at = text.indexOf(NAME);
        return at < 0
                ? new PathPattern(text, "", false)
                : new PathPattern(text.substring(0, at), text.substring(at + NAME.length()), true);
    }

    /** Returns the name in a path that matches, an empty text if the pattern has none. */
    Optional<String> match(String path) {
        if (!named) {
            return path.equals(before) ? Optional.of("") : Optional.empty();
        }
        int length = path.length() - before.length() - after.length();
        return length > 0 && path.startsWith(before) && path.endsWith(after)
                ? Optional.of(path.substring(before.length(), before.length() + length))
                : Optional.empty();
    }
}

package dev.berth.engine.exchange;

/**
 * A version of Docker's API, {@code 1.41}.
 *
 * @param major always 1 so far
 * @param minor what grows
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** The oldest that is served, as by dockerd. */
    public static final ApiVersion OLDEST = new ApiVersion(1, 12);

    /** The newest whose plugin routes were compared with what is served here. */
    public static final ApiVersion NEWEST = new ApiVersion(1, 50);

    /** The first whose errors are JSON. */
    public static final ApiVersion JSON_ERRORS = new ApiVersion(1, 24);

    /** The first whose {@code /info} is without {@code ExecutionDriver}. */
    public static final ApiVersion NO_EXECUTION_DRIVER = new ApiVersion(1, 25);

    private static final int DIGITS = 6;

    /**
     * Parses {@code 1.41}.
     *
     * @throws BadRequestException if it is nothing of the kind
     */
    public static ApiVersion parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 2) {
            throw invalid(text);
        }
        return new ApiVersion(
                number(parts[0], text), parts.length < 2 ? 0 : number(parts[1], text));
    }

    private static int number(String part, String text) {
        if (part.isEmpty() || part.length() > DIGITS) {
            throw invalid(text);
        }
        return Integer.parseInt(part);
    }

    private static BadRequestException invalid(String text) {
        return new BadRequestException(
                400,
                "\"%s\" is not an API version: versions are %s to %s"
                        .formatted(text, OLDEST, NEWEST));
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

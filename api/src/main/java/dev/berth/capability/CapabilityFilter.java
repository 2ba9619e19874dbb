package dev.berth.capability;

import dev.berth.plugin.error.InvalidCapabilityException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which capabilities are asked for. Prefix and name are compared without regard to case; the
 * version decides only if the filter has one, and then by equality: moby's look-ups ignore it, its
 * handlers name one. Immutable.
 *
 * <p>As text: {@code docker.volumedriver} for any version, {@code docker.volumedriver/1.0} for one,
 * {@code *} for every capability.
 */
public final class CapabilityFilter {
    /** Matches every capability. */
    public static final CapabilityFilter ALL = new CapabilityFilter("*", "*", Optional.empty());

    private static final Pattern FORM = Pattern.compile("([^/]+)\\.([^./]+)(?:/([^/]+))?");

    private final String prefix;
    private final String name;
    private final Optional<String> version;

    private CapabilityFilter(String prefix, String name, Optional<String> version) {
        this.prefix = prefix;
        this.name = name;
        this.version = version;
    }

    /** Returns a filter for a capability in its version. */
    public static CapabilityFilter of(Capability capability) {
        Objects.requireNonNull(capability, "capability");
        return new CapabilityFilter(
                capability.prefix(), capability.name(), Optional.of(capability.version()));
    }

    /** Returns a filter for a capability in any version. */
    public static CapabilityFilter ofAnyVersion(Capability capability) {
        return new CapabilityFilter(capability.prefix(), capability.name(), Optional.empty());
    }

    /**
     * Parses {@code prefix.name}, {@code prefix.name/version} or {@code *}.
     *
     * @throws InvalidCapabilityException if the text has another form, which no capability matches
     */
    public static CapabilityFilter parse(String text) {
        if (Objects.requireNonNull(text, "text").equals("*")) {
            return ALL;
        }
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new InvalidCapabilityException(text);
        }
        return new CapabilityFilter(
                match.group(1), match.group(2), Optional.ofNullable(match.group(3)));
    }

    /** Returns the prefix that is asked for, {@code docker}; {@code *} for all. */
    public String prefix() {
        return prefix;
    }

    /** Returns the protocol that is asked for, {@code volumedriver}; {@code *} for all. */
    public String name() {
        return name;
    }

    /** Returns the version that is asked for; empty if any will do. */
    public Optional<String> version() {
        return version;
    }

    /** Returns whether it asks for every capability. */
    public boolean matchesAll() {
        return this == ALL;
    }

    /** Returns whether a capability is one that is asked for. */
    public boolean matches(Capability capability) {
        return matchesAll()
                || prefix.equalsIgnoreCase(capability.prefix())
                        && name.equalsIgnoreCase(capability.name())
                        && version.filter(wanted -> !wanted.equals(capability.version())).isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapabilityFilter that
                && prefix.equalsIgnoreCase(that.prefix)
                && name.equalsIgnoreCase(that.name)
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    public String toString() {
        return matchesAll() ? "*" : prefix + "." + name + version.map(v -> "/" + v).orElse("");
    }
}

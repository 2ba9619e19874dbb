package dev.berth.capability;

import dev.berth.plugin.error.InvalidCapabilityException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A protocol that a plugin speaks, and its version: an interface type of <a
 * href="https://docs.docker.com/engine/extend/config/">Docker's plugin config</a>. Compared with
 * regard to case, as Docker does.
 *
 * <p>A record: its grammar is closed, and no component will be added. {@link #parse} checks it; the
 * constructor does not.
 *
 * @param prefix who defined it, {@code docker}; all up to the last dot before the slash
 * @param name the protocol, {@code volumedriver}
 * @param version {@code 1.0}
 */
public record Capability(String prefix, String name, String version) {
    public static final Capability VOLUME_DRIVER = docker("volumedriver");
    public static final Capability NETWORK_DRIVER = docker("networkdriver");
    public static final Capability IPAM_DRIVER = docker("ipamdriver");
    public static final Capability AUTHZ = docker("authz");
    public static final Capability LOG_DRIVER = docker("logdriver");
    public static final Capability METRICS_COLLECTOR = docker("metricscollector");

    private static final Pattern FORM = Pattern.compile("([^/]+)\\.([^./]+)/([^/]+)");

    public Capability {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
    }

    /**
     * Parses {@code prefix.name/version}.
     *
     * @throws InvalidCapabilityException if the text has another form
     */
    public static Capability parse(String text) {
        return tryParse(text).orElseThrow(() -> new InvalidCapabilityException(text));
    }

    /** Parses {@code prefix.name/version}; empty if the text has another form. */
    public static Optional<Capability> tryParse(String text) {
        Matcher match = FORM.matcher(Objects.requireNonNull(text, "text"));
        return match.matches()
                ? Optional.of(new Capability(match.group(1), match.group(2), match.group(3)))
                : Optional.empty();
    }

    /** Returns {@code docker.volumedriver/1.0}, as in a plugin's config. */
    @Override
    public String toString() {
        return prefix + "." + name + "/" + version;
    }

    private static Capability docker(String name) {
        return new Capability("docker", name, "1.0");
    }
}

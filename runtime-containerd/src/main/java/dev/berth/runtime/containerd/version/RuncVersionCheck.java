package dev.berth.runtime.containerd.version;

import dev.berth.shared.host.HostProgram;
import dev.berth.shared.text.PrintableText;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.log.Logger;

/**
 * Asks runc for its version, once and on a thread of its own, and warns of one whose upstream
 * release is known to let containers out. Distributions mend without a new upstream number, and say
 * so in their own package version only, which Debian prints as the commit: the warning names both,
 * and can be silenced for exactly that build.
 */
public final class RuncVersionCheck implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("runc version (\\S{1,100})");
    private static final Pattern BUILD = Pattern.compile("commit: (\\S{1,100})");

    private final HostProgram runc;
    private final Set<String> trusted;
    private final Logger log;
    private final Thread thread = DaemonThreads.create("berth-runc-version", this::run);

    /**
     * @param trusted versions or builds that nothing is said of
     */
    public RuncVersionCheck(HostProgram runc, Set<String> trusted, Logger log) {
        this.runc = runc;
        this.trusted = Set.copyOf(trusted);
        this.log = log;
    }

    /** Begins to ask, unless no program is named. */
    public void start() {
        if (!runc.path().isEmpty()) {
            thread.start();
        }
    }

    private void run() {
        try {
            problem(runc.output("--version")).ifPresent(log::warn);
        } catch (IOException e) {
            log.info(
                    "{} cannot be asked for its version, and is not checked for known escapes: {}",
                    runc.path(),
                    PrintableText.line(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what is to be said of what runc tells of itself. */
    Optional<String> problem(String told) {
        String version = version(told).orElse("");
        Optional<RuncVersion> upstream = RuncVersion.parse(version);
        if (upstream.isEmpty()) {
            return Optional.of(
                    "the version of %s cannot be read, and is not checked for known escapes"
                            .formatted(runc.path()));
        }
        String build = find(BUILD, told).orElse(version);
        List<RuncEscape> escapes = RuncEscape.of(upstream.get());
        boolean isTrusted = trusted.contains(version) || trusted.contains(build);
        return escapes.isEmpty() || isTrusted
                ? Optional.empty()
                : Optional.of(warning(upstream.get(), version, build, escapes));
    }

    private static String warning(
            RuncVersion upstream, String version, String build, List<RuncEscape> escapes) {
        return "runc %s is too old: plugins can get out of their containers in upstream's %s (%s);"
                        .formatted(version, upstream, joined(escapes))
                + " update it to upstream's %s or later. A distribution may have mended build %s"
                        .formatted(joined(RuncEscape.mendedReleases()), build)
                + " under the old number: if its security tracker says so of all of them, set"
                + " runc.version.trusted=%s of dev.berth.runtime.containerd".formatted(build);
    }

    private static String joined(List<?> all) {
        return all.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** Returns the version that runc tells of itself. */
    static Optional<String> version(String told) {
        return find(VERSION, told);
    }

    private static Optional<String> find(Pattern pattern, String told) {
        return told.lines()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> PrintableText.line(matcher.group(1)))
                .findFirst();
    }

    /** Waits for nothing: what is asked is given up. */
    @Override
    public void close() {
        thread.interrupt();
    }
}

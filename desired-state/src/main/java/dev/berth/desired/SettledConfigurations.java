package dev.berth.desired;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fingerprints of the configurations that have come true, kept in a file; confined to the
 * {@link Reconciler}'s thread. Configurations come one by one after a start: one that has not come
 * yet keeps its fingerprint until all have surely come.
 */
final class SettledConfigurations {
    /** By when Config Admin and those who read files for it have handed over all. */
    static final Duration ALL_HAVE_COME = Duration.ofMinutes(5);

    private final SettledFile file;
    private final Duration grace;
    private final Map<String, String> fingerprints = new TreeMap<>();
    private Map<String, String> written = Map.of();

    /**
     * @param grace how long after a start a configuration may come that was there before
     */
    SettledConfigurations(SettledFile file, Duration grace) {
        this.file = file;
        this.grace = grace;
    }

    Duration grace() {
        return grace;
    }

    void load() {
        written = file.read();
        fingerprints.putAll(written);
    }

    /** Returns whether a configuration has come true as it is. */
    boolean has(String pid, Wish wish) {
        return wish.fingerprint().equals(fingerprints.get(pid));
    }

    /** Has a configuration that comes again applied anew. */
    void forget(String pid) {
        fingerprints.remove(pid);
    }

    /** Returns those that are none of these: deleted while nobody looked. */
    List<String> without(Set<String> pids) {
        return fingerprints.keySet().stream().filter(pid -> !pids.contains(pid)).toList();
    }

    /** Takes over what has become of configurations, and writes the file if that is a change. */
    void save(Collection<ConfigurationEntry> entries) {
        for (ConfigurationEntry entry : entries) {
            if (entry.settled()) {
                fingerprints.put(entry.pid(), entry.wish().fingerprint());
            } else {
                fingerprints.remove(entry.pid());
            }
        }
        if (!fingerprints.equals(written)) {
            written = Map.copyOf(fingerprints);
            file.write(written);
        }
    }
}

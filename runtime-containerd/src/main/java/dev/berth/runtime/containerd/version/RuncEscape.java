package dev.berth.runtime.containerd.version;

import java.util.List;
import java.util.stream.Stream;

/**
 * The known ways out of a container that runc's releases had, by upstream's security advisories.
 * Each was mended in one or more lines of releases; later lines have it mended from the start.
 */
enum RuncEscape {
    CVE_2019_5736("0.0.1", "1.0.0-rc7"),
    CVE_2021_30465("0.0.1", "1.0.0-rc95"),
    CVE_2024_21626("1.0.0-rc93", "1.1.12"),
    CVE_2025_31133("0.0.1", "1.2.8", "1.3.3", "1.4.0-rc3"),
    CVE_2025_52565("1.0.0-rc3", "1.2.8", "1.3.3", "1.4.0-rc3"),
    CVE_2025_52881("0.0.1", "1.2.8", "1.3.3", "1.4.0-rc3"),
    CVE_2026_41579("0.0.1", "1.3.6", "1.4.3", "1.5.0-rc3");

    private final RuncVersion first;
    private final List<RuncVersion> mended;

    RuncEscape(String first, String... mended) {
        this.first = RuncVersion.parse(first).orElseThrow();
        this.mended = Stream.of(mended).map(text -> RuncVersion.parse(text).orElseThrow()).toList();
    }

    /** Returns those that upstream's release of a version has. */
    static List<RuncEscape> of(RuncVersion version) {
        return Stream.of(values()).filter(escape -> escape.affects(version)).toList();
    }

    /** Returns the oldest version of each line that has none of them. */
    static List<RuncVersion> mendedReleases() {
        return CVE_2026_41579.mended;
    }

    private boolean affects(RuncVersion version) {
        RuncVersion latest = mended.get(mended.size() - 1);
        boolean isMended =
                mended.stream()
                        .anyMatch(fix -> fix.isOfLine(version) && version.compareTo(fix) >= 0);
        return version.compareTo(first) >= 0 && version.compareTo(latest) < 0 && !isMended;
    }

    /** Returns its number in the list of Common Vulnerabilities and Exposures. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}

package dev.berth.runtime.containerd.layer;

import dev.berth.shared.tar.TarEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the files whose {@code security.capability} attribute containerd loses. It calls chown for
 * every entry, hard links too, and chown clears a file's capability; only entries that carry the
 * attribute themselves get it back.
 */
final class LostCapabilities {
    /** The extension record of a file capability, whose value has one character a byte. */
    static final String RECORD = "SCHILY.xattr.security.capability";

    /** More than any system has; what is held here must not fill the memory. */
    private static final int MOST_NAMES = 1000;

    /** The kernel takes no longer ones. */
    private static final int LONGEST_CAPABILITY = 24;

    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Lost> lost = new HashMap<>();

    /**
     * A file whose capability is to be set again.
     *
     * @param file its first name
     * @param link its name that was made last
     */
    record Lost(String file, String link, String capability) {}

    private record Held(String file, String capability) {}

    /** Takes in the next entry of the layer. */
    void accept(TarEntry entry) throws IOException {
        String capability = entry.records().get(RECORD);
        if (capability.length() > LONGEST_CAPABILITY) {
            throw new IOException(
                    "its entry %s has a capability of %d bytes"
                            .formatted(entry.name(), capability.length()));
        }
        String name = clean(entry.name());
        Held target = entry.isHardLink() ? held.get(clean(entry.link())) : null;
        forget(name);
        if (target != null) {
            held.put(name, target);
            if (capability.isEmpty()) {
                lost.put(target.file(), new Lost(target.file(), name, target.capability()));
            } else {
                lost.remove(target.file());
            }
        } else if (!capability.isEmpty()) {
            held.put(name, new Held(name, capability));
        }
        if (held.size() > MOST_NAMES) {
            throw new IOException("it has more than " + MOST_NAMES + " files with a capability");
        }
    }

    List<Lost> list() {
        return new ArrayList<>(lost.values());
    }

    /** What had this name is replaced. */
    private void forget(String name) {
        held.remove(name);
        lost.values().removeIf(l -> l.file().equals(name) || l.link().equals(name));
    }

    /** Returns the same name without a start at the root and a slash at its end. */
    private static String clean(String name) {
        String clean = name;
        while (clean.startsWith("/") || clean.startsWith("./")) {
            clean = clean.substring(clean.indexOf('/') + 1);
        }
        return clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }
}

package dev.berth.webconsole.view;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginVersion;

/** A version of a plugin by its source, if it has one, and its digest. */
final class VersionText {
    private static final int SHORT_DIGEST = 12;

    private VersionText() {}

    static String of(PluginVersion version) {
        return version.source().map(PluginReference::familiar).map(name -> name + " ").orElse("")
                + version.digest();
    }

    /** Returns the same with the beginning of the digest only. */
    static String shortened(PluginVersion version) {
        String text = of(version);
        int digits = text.lastIndexOf(':') + 1;
        return text.substring(0, Math.min(text.length(), digits + SHORT_DIGEST));
    }
}

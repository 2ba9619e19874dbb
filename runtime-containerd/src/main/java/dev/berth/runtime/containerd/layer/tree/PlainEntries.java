package dev.berth.runtime.containerd.layer.tree;

import dev.berth.shared.tar.TarEntry;

/** Tells the entries that Java has calls for: files, folders and links without attributes. */
final class PlainEntries {
    private static final String EXTENDED_ATTRIBUTE = "SCHILY.xattr.";
    private static final String NODES = "346";

    private PlainEntries() {}

    static boolean isPlain(TarEntry entry) {
        return NODES.indexOf(entry.type()) < 0
                && !entry.records().hasKeyWith(EXTENDED_ATTRIBUTE)
                && !entry.isSparse()
                && isNumber(entry.uid())
                && isNumber(entry.gid())
                && (!entry.isSymbolicLink() || isKeptByPaths(entry.link()));
    }

    private static boolean isNumber(long owner) {
        return owner >= 0 && owner <= Integer.MAX_VALUE;
    }

    /**
     * Returns whether a path of Java's is a target to the letter: it has no slashes that change
     * nothing.
     */
    private static boolean isKeptByPaths(String target) {
        return !target.isEmpty()
                && !target.contains("//")
                && (target.equals("/") || !target.endsWith("/"));
    }
}

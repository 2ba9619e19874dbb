package dev.berth.core.archive;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.text.PrintableText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is at each path after the entries so far have been unpacked. It refuses an entry that an
 * unpacker could not make: a hard link to what is not there yet, a file in a file. Nothing is said
 * of paths through symbolic links, nor of any after the first {@value #BUDGET} bytes of names.
 */
final class UnpackedPaths {
    private static final long BUDGET = 64 * 1024 * 1024;

    /** What the map keeps for each path, besides its characters. */
    private static final int NODE = 128;

    private enum Kind {
        FOLDER,
        SYMBOLIC_LINK,
        FILE,
        ABSENT,
        /** It is behind a symbolic link. */
        UNKNOWN
    }

    private final NavigableMap<String, Kind> kinds = new TreeMap<>();
    private long left = BUDGET;

    /** Whether something may be at a path where the map has nothing. */
    private boolean incomplete;

    void folder(String path, String name) {
        make(path, name, Kind.FOLDER);
    }

    void symbolicLink(String path, String name) {
        make(path, name, Kind.SYMBOLIC_LINK);
    }

    void file(String path, String name) {
        make(path, name, Kind.FILE);
    }

    /**
     * Makes a hard link.
     *
     * @param name of the entry, for a message
     * @param targetName the target as the entry has it, for a message
     */
    void hardLink(String path, String name, String target, String targetName) {
        if (left < 0) {
            return;
        }
        String place = cleaned(path);
        makeFolders(place, name);
        remove(place);
        Kind kind = at(cleaned(target));
        if (kind == Kind.FOLDER) {
            throw refused(name, "is a hard link to", targetName, "which is a folder");
        }
        if (kind == Kind.ABSENT && !incomplete) {
            String advice =
                    "which is not before it in the archive: put that file first, or copy it";
            throw refused(name, "is a hard link to", targetName, advice);
        }
        put(place, kind == Kind.SYMBOLIC_LINK ? kind : Kind.FILE);
    }

    private void make(String path, String name, Kind kind) {
        if (left < 0) {
            return;
        }
        String place = cleaned(path);
        makeFolders(place, name);
        if (kind != Kind.FOLDER || kinds.get(place) != Kind.FOLDER) {
            remove(place);
        }
        put(place, kind);
    }

    /** Makes the folders above a path that are not there. */
    private void makeFolders(String path, String name) {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end);
            Kind kind = kinds.get(folder);
            if (kind == Kind.FILE) {
                String words = "which is a file in the archive, not a folder";
                throw refused(name, "is in", RootfsEntry.ROOTFS + "/" + folder, words);
            }
            if (kind == Kind.SYMBOLIC_LINK) {
                incomplete = true;
                return;
            }
            put(folder, Kind.FOLDER);
        }
    }

    private Kind at(String path) {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            Kind above = kinds.get(path.substring(0, end));
            if (above != Kind.FOLDER) {
                return above == Kind.SYMBOLIC_LINK ? Kind.UNKNOWN : Kind.ABSENT;
            }
        }
        return path.isEmpty() ? Kind.FOLDER : kinds.getOrDefault(path, Kind.ABSENT);
    }

    private void put(String path, Kind kind) {
        if (!path.isEmpty() && kinds.put(path, kind) == null) {
            left -= path.length() + NODE;
        }
    }

    private void remove(String path) {
        if (kinds.remove(path) == Kind.FOLDER) {
            // "0" is the character after "/".
            kinds.subMap(path + "/", path + "0").clear();
        }
    }

    /** Returns a path without empty parts, {@code .} and {@code ..}; none leads out of the top. */
    private static String cleaned(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static InvalidPluginException refused(
            String name, String relation, String other, String reason) {
        return new InvalidPluginException(
                "%s %s %s, %s"
                        .formatted(
                                PrintableText.shortened(name),
                                relation,
                                PrintableText.shortened(other),
                                reason));
    }
}

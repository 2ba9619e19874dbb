package dev.berth.runtime.containerd.layer.tree;

import java.io.IOException;

/**
 * The whiteouts of a layer (OCI image specification, layer.md): names that take away what lower
 * layers made. An opaque one spares what the same layer has made, before it and after it.
 */
final class Whiteouts {
    private static final String PREFIX = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final RootDirectory root;
    private final LocationSet made;

    Whiteouts(RootDirectory root, LocationSet made) {
        this.root = root;
        this.made = made;
    }

    static boolean isWhiteout(String name) {
        return name.startsWith(PREFIX);
    }

    static boolean isOpaque(String name) {
        return name.equals(OPAQUE);
    }

    /** Returns the location that a whiteout names, which is in its folder. */
    static String target(String location) throws IOException {
        String name = FileNames.last(location).substring(PREFIX.length());
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IOException("its whiteout %s names no file".formatted(PREFIX + name));
        }
        return FileNames.join(FileNames.parent(location), name);
    }

    /** Takes away all in a folder that this layer has not made, level by level as containerd. */
    void empty(String folder) throws IOException {
        for (String name : root.list(folder)) {
            String location = FileNames.join(folder, name);
            if (!made.contains(location)) {
                root.remove(location);
            } else if (root.isFolder(location)) {
                empty(location);
            }
        }
    }
}

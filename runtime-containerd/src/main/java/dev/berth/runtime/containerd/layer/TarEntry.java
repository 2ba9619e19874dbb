package dev.berth.runtime.containerd.layer;

import java.util.Map;

/**
 * One entry of a tar archive: the part that matters to what a layer does to files before it.
 *
 * @param type the type flag
 * @param name one character a byte, as the name need not be text
 * @param link what a link leads to, in the same way
 * @param size the bytes of the file once it is unpacked
 * @param extensions the POSIX extension records of this entry
 */
record TarEntry(char type, String name, String link, long size, Map<String, byte[]> extensions) {
    static final char HARD_LINK = '1';

    private static final String CAPABILITY = "SCHILY.xattr.security.capability";

    boolean isHardLink() {
        return type == HARD_LINK;
    }

    /** Returns the file capability that the entry sets, or nothing. */
    byte[] capability() {
        return extensions.getOrDefault(CAPABILITY, new byte[0]);
    }
}

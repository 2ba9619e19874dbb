package dev.berth.shared.tar;

import java.nio.charset.StandardCharsets;

/**
 * An entry of an archive that is none of its own, but says what the header of the next one has no
 * room for.
 *
 * @param header as it was read
 * @param content what it holds, without padding
 */
public record TarExtension(TarHeader header, byte[] content) {

    /** Returns the content of GNU's long names, which end with a zero. */
    public String text() {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}

package dev.berth.registry.transport;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encodes what may not stand in the path or query of a URI (RFC 3986, 2.1). What is encoded
 * already stays as it is.
 */
final class UrlEncoding {
    private static final String IN_PATH = "-._~!$&'()*+,;=:@/";
    private static final String IN_QUERY = IN_PATH + "?[]";

    private UrlEncoding() {}

    static String path(String text) {
        return encoded(text, IN_PATH);
    }

    static String query(String text) {
        return encoded(text, IN_QUERY);
    }

    private static String encoded(String text, String legal) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (isAlphanumeric(next) || legal.indexOf(next) >= 0 || isEncoded(text, at)) {
                encoded.append(next);
            } else {
                append(encoded, next);
            }
        }
        return encoded.toString();
    }

    /** Appends a character of a header, which is a byte. */
    private static void append(StringBuilder encoded, char character) {
        byte[] bytes =
                String.valueOf(character)
                        .getBytes(
                                character < 0x100
                                        ? StandardCharsets.ISO_8859_1
                                        : StandardCharsets.UTF_8);
        for (byte one : bytes) {
            encoded.append("%%%02X".formatted(one));
        }
    }

    private static boolean isEncoded(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char character) {
        return character < 0x80 && Character.digit(character, 16) >= 0;
    }

    private static boolean isAlphanumeric(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }
}

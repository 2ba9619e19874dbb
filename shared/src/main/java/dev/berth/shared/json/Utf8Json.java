package dev.berth.shared.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes JSON as RFC 8259 has it on a network: UTF-8, without a byte order mark. Jackson guesses
 * UTF-16 and UTF-32 from the first bytes, and Go does not.
 */
public final class Utf8Json {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8Json() {}

    /**
     * Returns the text of a document.
     *
     * @throws AmbiguousJsonException if it is in another encoding, or begins with a byte order mark
     */
    public static String of(byte[] document) throws AmbiguousJsonException {
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(document))
                            .toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
        if (text.indexOf('\0') >= 0) {
            throw notUtf8();
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new AmbiguousJsonException("it begins with a byte order mark");
        }
        return text;
    }

    private static AmbiguousJsonException notUtf8() {
        return new AmbiguousJsonException("it is not in UTF-8");
    }
}

package dev.berth.shared.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes JSON as RFC 8259 has it on a network: UTF-8, without a byte order mark. Jackson guesses
 * UTF-16 and UTF-32 from the first bytes, and Go does not.
 */
public final class Utf8Json {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Json() {}

    /**
     * Returns the text of a document.
     *
     * @throws InvalidJsonException if it is in another encoding, or begins with a byte order mark
     */
    public static String of(byte[] document) throws InvalidJsonException {
        String text;
        try {
            text = decoder().decode(ByteBuffer.wrap(document)).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
        if (text.indexOf('\0') >= 0) {
            throw notUtf8();
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new InvalidJsonException("it begins with a byte order mark");
        }
        return text;
    }

    /**
     * Returns the text of a document as Go's {@code encoding/json} reads it: each byte that is not
     * part of a character is U+FFFD.
     */
    public static String replaced(byte[] document) {
        CharsetDecoder decoder = decoder();
        ByteBuffer bytes = ByteBuffer.wrap(document);
        CharBuffer text = CharBuffer.allocate(document.length);
        CoderResult result = decoder.decode(bytes, text, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                text.put(REPLACEMENT);
            }
            bytes.position(bytes.position() + result.length());
            result = decoder.decode(bytes, text, true);
        }
        return text.flip().toString();
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static InvalidJsonException notUtf8() {
        return new InvalidJsonException("it is not in UTF-8");
    }
}

package dev.berth.testing;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What each reader of documents keeps to: it throws the exception that it declares and no other,
 * and its message has no word of a library, no class name, and no control character.
 */
public final class DocumentReaderContract {
    private static final Pattern FOREIGN_WORDS =
            Pattern.compile(
                    "\\b(?:[a-z]\\w*\\.){2,}[A-Z]\\w*" // a class with its package
                            + "|\\w+(?:Exception|Feature|Deserializer|Mapper|CoercionConfig)\\b"
                            + "|START_\\w+|END_\\w+|VALUE_\\w+|FIELD_NAME|FAIL_ON_\\w+"
                            + "|(?i:jackson|Creator|reference chain|deserialize|unrecognized"
                            + "|\\[Source|REDACTED|was expecting|code point|StreamRead\\w*)");

    private static final int LONGEST = 2000;

    /** Reads a document, and may refuse it. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] document) throws Exception;
    }

    private DocumentReaderContract() {}

    /**
     * Feeds a reader with each mistake.
     *
     * @param valid which it has to read
     * @param refusal what it may throw
     */
    public static void assertKept(String valid, Class<? extends Exception> refusal, Reader reader)
            throws Exception {
        reader.read(valid.getBytes(StandardCharsets.UTF_8));
        DocumentMistakes.of(valid).forEach(document -> assertKept(document, refusal, reader));
    }

    private static void assertKept(
            byte[] document, Class<? extends Exception> refusal, Reader reader) {
        try {
            reader.read(document);
        } catch (Exception | StackOverflowError e) {
            if (!refusal.isInstance(e)) {
                throw new AssertionError("not a %s, for %s".formatted(refusal, shown(document)), e);
            }
            assertWords(document, String.valueOf(e.getMessage()));
        }
    }

    private static void assertWords(byte[] document, String message) {
        if (FOREIGN_WORDS.matcher(message).find()
                || message.equals("null")
                || message.length() > LONGEST
                || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("says: %s%nfor %s".formatted(message, shown(document)));
        }
    }

    private static String shown(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        return text.length() < LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}

package dev.berth.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.Utf8Json;

/**
 * Parses a JSON object of UTF-8 without a byte order mark, of bounded size and depth, in which no
 * object has a name twice, and after which nothing follows.
 */
public final class StrictJson {
    private static final int DEPTH = 32;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH)
                                                    .build())
                                    .build())
                    .build();

    private StrictJson() {}

    /**
     * Parses a document.
     *
     * @param limit how many bytes it may have
     */
    public static StrictObject parse(byte[] document, int limit) throws InvalidDocumentException {
        if (document.length > limit) {
            throw invalid("has more than %d bytes".formatted(limit));
        }
        String text;
        try {
            text = Utf8Json.of(document);
        } catch (InvalidJsonException e) {
            throw invalid("is not UTF-8, or begins with a byte order mark");
        }
        try {
            return new StrictObject(DocumentReader.readUnique(text, MAPPER), JsonPointer.empty());
        } catch (InvalidJsonException e) {
            throw invalid("is not strict JSON: " + e.getMessage());
        }
    }

    private static InvalidDocumentException invalid(String problem) {
        return new InvalidDocumentException(JsonPointer.empty(), "the document " + problem);
    }
}

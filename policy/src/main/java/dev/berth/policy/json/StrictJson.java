package dev.berth.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.shared.json.AmbiguousJsonException;
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
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
        try {
            JsonNode root = MAPPER.readTree(Utf8Json.of(document));
            return new StrictObject(root, JsonPointer.empty());
        } catch (AmbiguousJsonException e) {
            throw invalid("is not UTF-8, or begins with a byte order mark");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw invalid("is not strict JSON at line %d".formatted(line));
        }
    }

    private static InvalidDocumentException invalid(String problem) {
        return new InvalidDocumentException(JsonPointer.empty(), "the document " + problem);
    }
}

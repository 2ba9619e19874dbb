package dev.berth.registry.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * Checks the limits of a JSON document before anything is built from it, so that no document takes
 * more memory than a small multiple of what they allow.
 */
final class JsonLimits {
    private final JsonFactory factory;
    private final DocumentLimits limits;

    JsonLimits(DocumentLimits limits) {
        this.limits = limits;
        this.factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.jsonDepth())
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
    }

    /**
     * Refuses a document that is not JSON, has a name twice in an object, or is beyond the limits.
     */
    void check(byte[] document) throws ManifestException {
        try {
            walk(document);
        } catch (StreamConstraintsException e) {
            throw tooMuch();
        } catch (IOException e) {
            throw ManifestException.corrupt("is not proper JSON: " + words(e));
        }
    }

    /** Refuses a document that is beyond the limits before it stops being JSON. */
    void checkLimits(byte[] document) throws ManifestException {
        try {
            walk(document);
        } catch (StreamConstraintsException e) {
            throw tooMuch();
        } catch (IOException e) {
            // Its reader can tell better what is wrong with it.
            return;
        }
    }

    private void walk(byte[] document) throws IOException, ManifestException {
        try (JsonParser parser = factory.createParser(document)) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                if (++tokens > limits.jsonTokens()) {
                    throw tooMuch();
                }
            }
        }
    }

    private ManifestException tooMuch() {
        return ManifestException.corrupt(
                "is nested deeper than %d or has more than %d parts"
                        .formatted(limits.jsonDepth(), limits.jsonTokens()));
    }

    private static String words(IOException failure) {
        return failure instanceof JsonParseException parse
                ? parse.getOriginalMessage()
                : failure.getClass().getSimpleName();
    }
}

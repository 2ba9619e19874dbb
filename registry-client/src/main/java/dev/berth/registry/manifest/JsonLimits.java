package dev.berth.registry.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.UniqueNames;
import java.io.IOException;
import java.util.Set;

/**
 * Checks the limits of a JSON document before anything is built from it, so that no document takes
 * more memory than a small multiple of what they allow.
 */
final class JsonLimits {
    /** In annotations the case of a name counts. */
    private static final Set<String> MAPS = Set.of("annotations");

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
                        .build();
    }

    /**
     * Refuses a document that is not JSON, has a name twice in an object, in any case, or is beyond
     * the limits.
     */
    void check(String document) throws ManifestException {
        try {
            walk(document);
        } catch (StreamConstraintsException e) {
            throw tooMuch();
        } catch (JsonProcessingException e) {
            throw notProper(InvalidJsonException.of(document, e));
        } catch (InvalidJsonException e) {
            throw notProper(e);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    /** Refuses a document that is beyond the limits before it stops being JSON. */
    void checkLimits(String document) throws ManifestException {
        try {
            walk(document);
        } catch (StreamConstraintsException e) {
            throw tooMuch();
        } catch (IOException e) {
            // Its reader can tell better what is wrong with it.
            return;
        }
    }

    private void walk(String document) throws IOException, ManifestException {
        UniqueNames names = new UniqueNames(MAPS);
        try (JsonParser parser = factory.createParser(document)) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                if (++tokens > limits.jsonTokens()) {
                    throw tooMuch();
                }
                names.take(parser);
            }
        }
    }

    private ManifestException tooMuch() {
        return ManifestException.corrupt(
                "is nested deeper than %d or has more than %d parts"
                        .formatted(limits.jsonDepth(), limits.jsonTokens()));
    }

    private static ManifestException notProper(InvalidJsonException mistake) {
        return ManifestException.corrupt("is not proper JSON: " + mistake.getMessage());
    }
}

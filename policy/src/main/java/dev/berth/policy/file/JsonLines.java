package dev.berth.policy.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** In which line of a JSON document a field is. */
final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLines() {}

    /** Returns the line of a field, or of what it is missing in, from 1 on. */
    static int of(byte[] document, JsonPointer field) {
        for (JsonPointer one = field; one != null && !one.matches(); one = one.head()) {
            int line = find(document, one);
            if (line > 0) {
                return line;
            }
        }
        return 1;
    }

    private static int find(byte[] document, JsonPointer field) {
        try (JsonParser parser = JSON.createParser(document)) {
            for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
                if (parser.getParsingContext().pathAsPointer().equals(field)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}

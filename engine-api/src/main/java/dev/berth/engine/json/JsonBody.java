package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.RequestHead;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.text.PrintableText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON body of a request, read as moby's {@code httputils.ReadJSON} reads it: with its statuses
 * and in its words.
 */
public final class JsonBody {
    private static final String JSON = "application/json";

    /** The media type, and whatever parameters it has (RFC 9110, 8.3.1). */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*([\\w!#$%&'*+.^`|~-]+(/[\\w!#$%&'*+.^`|~-]+)?)\\s*(;.*)?");

    private JsonBody() {}

    /**
     * Returns the one value of a body; null if there is no body.
     *
     * @throws BadRequestException if it is none, or called something else
     */
    public static JsonNode read(ApiRequest request) {
        byte[] body = request.body();
        boolean none = body.length == 0 && request.head().header("Transfer-Encoding").isEmpty();
        requireJson(request.head(), none);
        if (none) {
            return NullNode.instance;
        }
        try {
            JsonNode json = DocumentReader.read(body);
            if (json.isMissingNode()) {
                throw new BadRequestException(
                        400, "invalid JSON: got EOF while reading request body");
            }
            return json;
        } catch (InvalidJsonException e) {
            throw new BadRequestException(
                    400,
                    e.syntaxError()
                            .map(GoSyntaxError::of)
                            .orElse("invalid JSON: " + e.getMessage()));
        }
    }

    private static void requireJson(RequestHead head, boolean none) {
        String type = PrintableText.shortened(head.header("Content-Type").orElse(""));
        if (type.isEmpty() && none) {
            return;
        }
        Matcher media = MEDIA_TYPE.matcher(type);
        if (!media.matches()) {
            throw new BadRequestException(
                    400, "malformed Content-Type header (%s): must be '%s'".formatted(type, JSON));
        }
        if (!media.group(1).toLowerCase(Locale.ROOT).equals(JSON)) {
            throw new BadRequestException(
                    400,
                    "unsupported Content-Type header (%s): must be '%s'".formatted(type, JSON));
        }
    }
}

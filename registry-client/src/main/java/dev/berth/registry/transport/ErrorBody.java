package dev.berth.registry.transport;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.shared.docker.JsonFields;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The body of an error response, cut to one short line without control characters: JSON as <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes">registries</a>,
 * token services (RFC 6749, 5.2) and proxies write it, XML of a storage service, or text. Its
 * {@code Content-Type} is not believed.
 */
public final class ErrorBody {
    private static final int LONGEST_BODY = 1 << 16;
    private static final int LONGEST_TEXT = 300;
    private static final int DEEPEST = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HTML =
            Pattern.compile("(?is)(<!--.*?-->\\s*)?<(!doctype )?html.*");
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

    private ErrorBody() {}

    /** Returns the server's words, empty if it has none. */
    public static String read(RegistryResponse response) throws InterruptedIOException {
        try (InputStream body = response.takeBody()) {
            String text = new String(body.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8).strip();
            String type = response.mediaType().orElse("").toLowerCase(Locale.ROOT);
            return type.equals("text/html") || HTML.matcher(text).matches()
                    ? "an HTML page, so perhaps this is no registry"
                    : clean(words(text));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the words of a document's fields for errors, empty if it has none. */
    public static String of(JsonNode document) {
        return clean(words(document, 0));
    }

    private static String words(String text) {
        if (text.startsWith("<")) {
            return described(first(XML_MESSAGE, text), first(XML_CODE, text), text);
        }
        try {
            return text.isEmpty() ? "" : described(words(JSON.readTree(text), 0), "", text);
        } catch (JacksonException e) {
            return text;
        }
    }

    private static String words(JsonNode node, int depth) {
        if (depth == DEEPEST) {
            return "";
        }
        if (node.isArray()) {
            return words(node.path(0), depth + 1);
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        JsonFields fields = new JsonFields(node);
        String message =
                Stream.of("message", "error_description", "error_message", "msg")
                        .map(fields::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse("");
        String inner =
                Stream.of("errors", "error", "detail", "details", "title")
                        .map(name -> words(fields.get(name), depth + 1))
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse("");
        String code = fields.text("code");
        return described(message, code.isBlank() ? fields.text("error") : code, inner);
    }

    /** Returns a message with its code, or what stands for a message that is missing. */
    private static String described(String message, String code, String otherwise) {
        String said = message.isBlank() ? otherwise : message;
        if (said.isBlank() || code.isBlank() || said.equals(code)) {
            return said.isBlank() ? code : said;
        }
        return said + " (" + code + ")";
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String clean(String text) {
        String oneLine = PrintableText.line(text.replaceAll("\\s+", " "));
        return oneLine.length() <= LONGEST_TEXT
                ? oneLine
                : oneLine.substring(0, LONGEST_TEXT) + "…";
    }
}

package dev.berth.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be wrong with a JSON document: every way that a valid one can be cut, continued, encoded
 * or filled with values of another kind.
 */
public final class DocumentMistakes {
    /** A string, number or literal; a name is one with a colon behind it. */
    private static final Pattern SCALAR =
            Pattern.compile(
                    "(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*|true|false|null)(\\s*:)?");

    private static final List<String> OTHER_VALUES =
            List.of(
                    "7",
                    "-1",
                    "1.5",
                    "1e400",
                    "9".repeat(30),
                    "1".repeat(1500),
                    "true",
                    "null",
                    "\"\"",
                    "\"x\"",
                    "\"\\ud800\"",
                    "\"\\u0000\\u001b[2J\"",
                    "[]",
                    "[[7]]",
                    "[null]",
                    "{}",
                    "{\"a\": [1]}",
                    "[".repeat(2000) + "]".repeat(2000),
                    "nonsense",
                    "01",
                    "\"\\x\"",
                    "\"\t\"");

    private DocumentMistakes() {}

    /** Returns documents made of a valid one; some of them may be valid, too. */
    public static Stream<byte[]> of(String valid) {
        return Stream.of(whole(valid), cut(valid), values(valid), names(valid))
                .flatMap(documents -> documents);
    }

    private static Stream<byte[]> whole(String valid) {
        Stream<String> texts =
                Stream.concat(
                        OTHER_VALUES.stream(),
                        Stream.of(
                                "",
                                " \n",
                                "{",
                                "<html>no</html>",
                                valid + "}",
                                valid + valid,
                                valid + " x",
                                "[" + valid + "]",
                                "\ufeff" + valid,
                                valid.replace(":", ""),
                                valid.replace(',', ';'),
                                valid.replace('"', '\'')));
        return Stream.concat(
                texts.map(DocumentMistakes::utf8),
                Stream.of(
                        valid.getBytes(StandardCharsets.UTF_16LE),
                        valid.getBytes(StandardCharsets.UTF_16),
                        valid.replaceFirst("[a-z]", "\u00e9").getBytes(StandardCharsets.ISO_8859_1),
                        new byte[] {0, 1, 2, (byte) 0xff}));
    }

    private static Stream<byte[]> cut(String valid) {
        return IntStream.range(0, valid.length()).mapToObj(end -> utf8(valid.substring(0, end)));
    }

    /** Each value in turn, in the place of which stands each of another kind. */
    private static Stream<byte[]> values(String valid) {
        return SCALAR.matcher(valid)
                .results()
                .filter(scalar -> scalar.group(2) == null)
                .flatMap(
                        scalar ->
                                OTHER_VALUES.stream()
                                        .map(
                                                other ->
                                                        valid.substring(0, scalar.start())
                                                                + other
                                                                + valid.substring(scalar.end())))
                .map(DocumentMistakes::utf8);
    }

    /** Each name in turn twice, in another case, unknown, or with a value of another kind. */
    private static Stream<byte[]> names(String valid) {
        return SCALAR.matcher(valid)
                .results()
                .filter(scalar -> scalar.group(2) != null)
                .flatMap(
                        name -> {
                            String before = valid.substring(0, name.start());
                            String after = valid.substring(name.end());
                            String text = name.group(1);
                            return Stream.of(
                                    before + text + ": 7, " + text + ":" + after,
                                    before + text.toUpperCase(Locale.ROOT) + ":" + after,
                                    before
                                            + text
                                            + ": 7, "
                                            + text.toUpperCase(Locale.ROOT)
                                            + ":"
                                            + after,
                                    before + "\"unknown\":" + after,
                                    before + text + ": {\"a\": 7}, \"unknown\":" + after,
                                    before + text + ": null, \"unknown\":" + after,
                                    before + text + ": [7], \"unknown\":" + after);
                        })
                .map(DocumentMistakes::utf8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.berth.desired.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.plugin.error.InvalidDesiredStateException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {

    private static DocumentNode read(String text) {
        return YamlDocument.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(byte[] document) {
        return assertThrows(InvalidDesiredStateException.class, () -> YamlDocument.read(document))
                .getMessage();
    }

    private static String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(DocumentNode.Mapping mapping, String name) {
        return mapping.members().entrySet().stream()
                .filter(member -> member.getKey().value().equals(name))
                .map(member -> ((DocumentNode.Text) member.getValue()).value())
                .findFirst()
                .orElseThrow();
    }

    /** YAML 1.1 made booleans and numbers of these. */
    @ParameterizedTest
    @CsvSource({"no", "on", "1.10", "0x1F", "1e3", "2026-11-28", "010", "12:30:45"})
    void leavesATextAsItIsWritten(String text) {
        DocumentNode.Mapping root = (DocumentNode.Mapping) read("key: " + text);
        assertEquals(text, value(root, "key"));
    }

    @Test
    void readsJsonWithTabs() {
        DocumentNode.Mapping root =
                (DocumentNode.Mapping) read("{\n\t\"a\":\t\"x\\/y\\u00e9\",\n\t\"b\": true\n}\n");
        assertEquals("x/yé", value(root, "a"));
        assertEquals("true", value(root, "b"));
    }

    @Test
    void knowsThePlaceOfEverything() {
        DocumentNode.Mapping root = (DocumentNode.Mapping) read("\uFEFF# text\na: 1\nb:   2\n");
        assertEquals(
                "[DocumentPosition[line=2, column=4], DocumentPosition[line=3, column=6]]",
                root.members().values().stream().map(DocumentNode::at).toList().toString());
    }

    @Test
    void putsAnAnchorsValueForItsAlias() {
        DocumentNode.Mapping root = (DocumentNode.Mapping) read("a: &x text\nb: *x\n");
        assertEquals("text", value(root, "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [              | line 1, column 5: expected the node content, but found"
                        + " '<stream end>'",
                "a: 1~a: 2         | line 2, column 1: the key \"a\" is there twice",
                "a: !java.net.URL x| line 1, column 4: tags are not taken: !java.net.URL",
                "a: !!str x        | line 1, column 4: tags are not taken: tag:yaml.org,2002:str",
                "a: *x             | line 1, column 4: the alias has no anchor before it",
                "a: &x [*x]        | line 1, column 8: the alias has no anchor before it",
                "[a]: b            | line 1, column 1: a key must be a text",
                "a: 1~---~b: 2     | line 2, column 1: a second document begins here; one is"
                        + " expected",
                "a: \"\\UFFFFFFFF\" | line 1, column 1: after here: something that is no YAML",
                "a: \"\\x          | line 1, column 1: after here: something that is no YAML",
                "# nothing         | line 1, column 10: the document is empty; expected is a list"
                        + " \"plugins\"",
            })
    void namesThePlaceOfAMistake(String text, String problem) {
        assertEquals(problem, refusal(text.strip().replace('~', '\n')));
    }

    @Test
    void namesNoClassOfTheParser() {
        assertEquals(
                "line 1, column 1: its %YAML is none of 1.1 and 1.2",
                refusal("%YAML 9.9\n---\na: 1\n"));
        String problem = refusal("a: 1\nb: \u0001\n");
        assertTrue(problem.startsWith("line 1, column 1: after here: "), problem);
        assertTrue(
                refusal("a:\n\tb: 1").startsWith("line 2, column 1: found character '\\t(TAB)'"));
    }

    @Test
    void isBounded() {
        assertEquals(
                "line 1, column 1: the document has more than 1048576 bytes",
                refusal(new byte[DesiredPlugins.MAX_BYTES + 1]));
        assertEquals(
                "line 1, column 1: the document is not in UTF-8",
                refusal(new byte[] {(byte) 0xff}));
        assertEquals(
                "line 1, column 9: it is nested more than 8 levels deep",
                refusal("[".repeat(DesiredPlugins.MAX_BYTES)));
        assertTrue(
                refusal("[" + "a,".repeat(50_000) + "]")
                        .endsWith("the document has more than 50000 values"));
    }

    /** "Billion laughs": nine lists, each of nine aliases of the one before. */
    @Test
    void countsWhatAliasesStandFor() {
        StringBuilder laughs = new StringBuilder("l0: &l0 [ha, ha, ha]\n");
        for (int level = 1; level <= 9; level++) {
            String alias = "*l" + (level - 1);
            laughs.append(
                    "l%d: &l%d [%s]\n".formatted(level, level, (alias + ", ").repeat(9) + alias));
        }
        assertTrue(
                refusal(laughs.toString()).endsWith("the document has more than 50000 values"),
                laughs.toString());
    }
}

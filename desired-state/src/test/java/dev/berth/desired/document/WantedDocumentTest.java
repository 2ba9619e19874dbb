package dev.berth.desired.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.error.InvalidDesiredStateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedDocumentTest {
    private static final WantedDocument FORM =
            new WantedDocument(Set.of("reference", "settings", "enabled"), Set.of("settings"));

    private static List<DocumentEntry> read(String text) {
        return FORM.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsListsOfPairsAndMappings() {
        List<Map<String, Object>> properties =
                read(
                                """
                                plugins:
                                - reference: acme/vol:1
                                  settings: [DEBUG=1, "PATH=a, b"]
                                - settings:
                                    DEBUG: 0
                                    OPTION: [a, b]
                                    EMPTY:
                                  enabled: no
                                  reference:
                                """)
                        .stream()
                        .map(DocumentEntry::properties)
                        .toList();
        assertEquals(
                List.of(
                        Map.of(
                                "reference",
                                "acme/vol:1",
                                "settings",
                                List.of("DEBUG=1", "PATH=a, b")),
                        Map.of(
                                "settings",
                                List.of("DEBUG=0", "OPTION=a", "OPTION=b", "EMPTY="),
                                "enabled",
                                "no")),
                properties);
    }

    @Test
    void mayWantNothing() {
        assertEquals(List.of(), read("plugins:"));
        assertEquals(List.of(), read("{\"plugins\": []}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text                            | line 1, column 1: a mapping with a list"
                        + " \"plugins\" is expected",
                "{}                              | line 1, column 1: a list \"plugins\" is"
                        + " expected",
                "plugin: []                      | line 1, column 1: unknown key \"plugin\"; there"
                        + " is plugins",
                "plugins: {}                     | line 1, column 10: plugins: a list is expected",
                "plugins: [a]                    | line 1, column 11: plugins: a mapping for each"
                        + " plugin is expected",
                "plugins: [{refrence: a}]        | line 1, column 12: unknown key \"refrence\";"
                        + " there is enabled, reference, settings",
                "plugins: [{reference: [a]}]     | line 1, column 23: reference: one text is"
                        + " expected here",
                "plugins: [{settings: [{a: b}]}] | line 1, column 23: settings: one text is"
                        + " expected here",
                "plugins: [{settings: {a: {}}}]  | line 1, column 26: settings: one text is"
                        + " expected here",
            })
    void namesThePlaceOfAnotherForm(String text, String problem) {
        assertEquals(
                problem,
                assertThrows(InvalidDesiredStateException.class, () -> read(text)).getMessage());
    }
}

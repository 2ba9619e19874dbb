package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/docker-compatibility.md} has the differences that the suite knows. */
class CompatibilityDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("berth.document"));
    private static final String BEGIN = "<!-- differences: made of the suite's reasons -->";
    private static final String END = "<!-- end of differences -->";

    @Test
    void hasARowForEachReasonInItsWords() throws IOException {
        String text = Files.readString(DOCUMENT);
        String table = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
        String expected =
                Arrays.stream(KnownDifference.values())
                        .map(KnownDifference::documented)
                        .collect(Collectors.joining("\n"));
        List<String> rows = table.strip().lines().skip(2).toList();
        assertEquals(expected, String.join("\n", rows));
    }

    @Test
    void hasNoReasonThatNothingInTheScriptHas() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Row row : Script.rows(SideBySideIT.ALL)) {
            Optional<ExpectedDifference> explanation = row.explanation();
            explanation.ifPresent(e -> e.reasons().forEach(r -> used.add(r.id())));
        }
        Set<String> known =
                Arrays.stream(KnownDifference.values())
                        .map(KnownDifference::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, used);
    }
}

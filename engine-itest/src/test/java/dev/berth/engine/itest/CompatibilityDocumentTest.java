package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
        Map<KnownDifference, Releases> shown = shown();
        String expected =
                Arrays.stream(KnownDifference.values())
                        .map(d -> d.documented(shown.getOrDefault(d, Releases.ALL)))
                        .collect(Collectors.joining("\n"));
        List<String> rows = table.strip().lines().skip(2).toList();
        assertEquals(expected, String.join("\n", rows));
    }

    @Test
    void hasNoReasonThatNothingInTheScriptHas() throws IOException {
        assertEquals(EnumSet.allOf(KnownDifference.class), shown().keySet());
    }

    /** Returns what the script has reasons for, and beside which releases. */
    private static Map<KnownDifference, Releases> shown() throws IOException {
        Map<KnownDifference, Releases> shown = new EnumMap<>(KnownDifference.class);
        for (Row row : Script.rows(SideBySideIT.ALL)) {
            for (Reason reason : row.explanation().reasons()) {
                shown.merge(reason.difference(), reason.releases(), Releases::and);
            }
        }
        return shown;
    }
}

package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Explanation OF_TWO =
            new Explanation(
                    List.of(Reason.of("newer-words until 26"), Reason.of("json-words from 26")),
                    Map.of(
                            "docker", "20.10's",
                            "docker 20", "the old client's",
                            "docker from 26", "26's",
                            "docker from 28", "28's",
                            "berth", "b"));

    @Test
    void isThatOfTheRelease() {
        assertEquals(expected(KnownDifference.NEWER_WORDS, "20.10's"), beside("20", "28"));
        assertEquals(expected(KnownDifference.JSON_WORDS, "26's"), beside("26", "26"));
        assertEquals(expected(KnownDifference.JSON_WORDS, "26's"), beside("27", "27"));
        assertEquals(expected(KnownDifference.JSON_WORDS, "28's"), beside("29", "29"));
    }

    @Test
    void isThatOfTheClient() {
        assertEquals(expected(KnownDifference.NEWER_WORDS, "the old client's"), beside("20", "20"));
    }

    @Test
    void isNoneBesideOtherReleases() {
        Explanation old = new Explanation(List.of(Reason.of("as-written until 26")), Map.of());
        assertEquals(Optional.empty(), old.beside(new Peer("26", "26")));
    }

    private static Optional<ExpectedDifference> expected(KnownDifference reason, String docker) {
        return Optional.of(new ExpectedDifference(List.of(reason), docker, "b"));
    }

    private static Optional<ExpectedDifference> beside(String dockerd, String client) {
        return OF_TWO.beside(new Peer(dockerd, client));
    }
}

package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedDifferenceTest {
    private static final RecordedReply SAME = answer("{\"Name\":\"x\"}");
    private static final RecordedReply VERSION =
            answer("{\"Config\":{\"DockerVersion\":\"20\"},\"Name\":\"x\"}");

    @Test
    void ofAFieldHoldsIfNothingElseDiffers() {
        assertTrue(holds(VERSION, SAME, KnownDifference.DOCKER_VERSION));
        assertFalse(holds(VERSION, answer("{\"Name\":\"y\"}"), KnownDifference.DOCKER_VERSION));
    }

    @Test
    void ofAFieldDoesNotHoldIfTheFieldIsNotThere() {
        assertFalse(holds(SAME, SAME, KnownDifference.DOCKER_VERSION));
        assertFalse(holds(SAME, VERSION, KnownDifference.DOCKER_VERSION));
    }

    @Test
    void ofAFieldStandsBesideAnother() {
        assertTrue(
                new ExpectedDifference(
                                List.of(KnownDifference.DOCKER_VERSION, KnownDifference.AS_WRITTEN),
                                "0 .Name = \"x\"",
                                "0 .Name = \"y\"")
                        .holds(VERSION, answer("{\"Name\":\"y\"}")));
    }

    private static boolean holds(
            RecordedReply docker, RecordedReply berth, KnownDifference reason) {
        return new ExpectedDifference(List.of(reason), "", "").holds(docker, berth);
    }

    private static RecordedReply answer(String json) {
        return RecordedReply.of(0, json, Map.of());
    }
}

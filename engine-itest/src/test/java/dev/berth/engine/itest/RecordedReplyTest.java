package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedReplyTest {
    @Test
    void doesNotTakeAPartOfADigestForTheBeginningOfAnId() {
        String output = "0123456789ab: Upload complete\n012345 is enabled";
        RecordedReply reply = RecordedReply.of(0, output, Map.of("012345", "$ID6(a)"));
        RecordedReply expected =
                RecordedReply.of(0, "ba9876543210: Upload complete\n$ID6(a) is enabled", Map.of());
        assertEquals(expected, reply);
    }
}

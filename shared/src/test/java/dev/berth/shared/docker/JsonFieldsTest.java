package dev.berth.shared.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    @Test
    void areFoundWithoutRegardToCase() throws Exception {
        assertEquals("/d", read("{\"PropagatedMount\":\"/d\"}").text("propagatedmount"));
    }

    /** As in Go: measured with dockerd. */
    @Test
    void ofSeveralThatDifferInCaseAreTheLast() throws Exception {
        String upperLast = "{\"env\":\"lower\",\"Env\":\"upper\"}";
        String lowerLast = "{\"Env\":\"upper\",\"env\":\"lower\"}";
        for (String name : new String[] {"env", "Env", "ENV"}) {
            assertEquals("upper", read(upperLast).text(name));
            assertEquals("lower", read(lowerLast).text(name));
        }
    }

    @Test
    void areMissingInWhatIsNoObject() throws Exception {
        assertTrue(read("null").get("x").isMissingNode());
        assertTrue(read("[1]").in("x").get("y").isMissingNode());
        assertEquals("", read("3").text("x"));
        assertTrue(read("{}").list("x").isNull());
        assertTrue(read("{\"x\":3}").list("x").isNull());
        assertTrue(read("{}").nullable("x").isNull());
    }

    private static JsonFields read(String text) throws JsonProcessingException {
        return new JsonFields(new JsonMapper().readTree(text));
    }
}

package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.PublishedPluginsTest;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskPrivilegesTest extends PublishedPluginsTest {
    @Test
    void beginsWithTheQuestionWhatToGrant() throws IOException {
        assertEquals("null\n", engine.get("/plugins/privileges?remote=a/plain").body());
        assertEquals(
                GRANT + "\n",
                engine.get("/plugins/privileges?remote=localhost:5000/a/rich:1").body());
    }

    @ParameterizedTest
    @CsvSource({
        "'',400,invalid reference format",
        "a/UP,400,invalid reference format: repository name (a/UP) must be lowercase",
        "a/none,404,docker.io has no plugin a/none"
    })
    void saysWhyItCannotAsk(String remote, int status, String message) throws IOException {
        RawResponse response = engine.get("/plugins/privileges?remote=" + remote);
        assertEquals(status, response.status());
        assertEquals(message, response.message());
    }
}

package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptyListTest extends EngineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/containers/json|[]",
                "/images/json|[]",
                "/networks|[]",
                "/volumes|{\"Volumes\":[],\"Warnings\":null}"
            })
    void isServedInEachVersionAndNothingBesideIt(String path, String list) throws IOException {
        for (String version : new String[] {"", "/v1.12", "/v1.24", "/v1.41", "/v1.50"}) {
            RawResponse response = engine.get(version + path + "?all=1&filters=%7B%7D");
            assertEquals(200, response.status());
            assertEquals("application/json", response.headers().get("content-type"));
            assertEquals(list + "\n", response.body());
        }
        assertEquals(400, engine.get(path + "?filters=no").status());
        assertEquals(404, engine.ask("HEAD", path, "", "").status());
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            RawResponse other = engine.ask(method, path, "", "");
            assertEquals(404, other.status());
            assertTrue(other.message().contains("an engine for plugins only"), other.message());
        }
    }
}

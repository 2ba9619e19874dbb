package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.PluginState;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPluginsTest extends EngineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};none off volume",
                "{\"enabled\":{\"true\":true}};volume",
                "{\"enabled\":{\"false\":true}};none off",
                "{\"enabled\":{\"1\":true}};volume",
                "{\"enabled\":{\"f\":true}};none off",
                "{\"enabled\":{}};volume",
                "{\"enabled\":{\"true\":true,\"false\":true}};volume",
                "{\"enabled\":[\"true\"]};volume",
                "{\"capability\":{\"volumedriver\":true}};off volume",
                "{\"capability\":{\"VolumeDriver\":true}};''",
                "{\"capability\":{\"authz\":true}};off",
                "{\"capability\":{\"volumedriver\":true,\"authz\":true}};off volume",
                "null;none off volume",
                "'';none off volume"
            })
    void areFiltered(String filters, String names) throws IOException {
        engine.plugins().add("none", "{}");
        engine.plugins()
                .add(
                        "off",
                        "{\"interface\":{\"types\":[\"docker.volumedriver/1.0\",\"docker.authz/1.0\"]}}");
        engine.plugins().add("volume", RICH);
        engine.plugins().state("volume", PluginState.ENABLED);
        String query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        engine.get("/plugins?filters=" + query)
                .json()
                .forEach(p -> found.add(p.path("Name").asText().replace(":latest", "")));
        assertEquals(names, String.join(" ", found));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"enabled\":{\"maybe\":true}};invalid filter 'enabled=[maybe]'",
                "{\"name\":{\"x\":true}};invalid filter 'name'",
                "no;the filters are not JSON",
                "[];filters look like",
                "{\"enabled\":3};filters look like",
                "{\"enabled\":[3]};filters look like",
                "{\"enabled\":{\"true\":1}};filters look like",
                "{\"enabled\":{\"true\":{}}};filters look like",
                "{\"enabled\":{\"true\":null}};filters look like",
                "{\"enabled\":{\"true\":false}};invalid filter 'enabled=[true]'",
                "{\"capability\":{\"authz\":false}};invalid filter 'capability=[authz]'",
                "{} {};the filters are not JSON"
            })
    void areNotFilteredByNonsense(String filters, String message) throws IOException {
        String query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
        RawResponse response = engine.get("/plugins?filters=" + query);
        assertEquals(400, response.status());
        assertTrue(response.message().startsWith(message), response.message());
    }
}

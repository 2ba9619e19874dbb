package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShowMetricsTest extends EngineTest {
    private static final String PROMETHEUS =
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3";

    @Test
    void isPrometheusText() throws IOException {
        RawResponse response = engine.get("/metrics");
        assertEquals(200, response.status());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8", response.headers().get("content-type"));
        assertEquals(
                "# HELP one_total One.\n# TYPE one_total counter\none_total 7\n", response.body());
    }

    @Test
    void isOpenMetricsForWhomAsksForIt() throws IOException {
        RawResponse response = engine.ask("GET", "/metrics", "Accept: " + PROMETHEUS + "\r\n", "");
        assertEquals(
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                response.headers().get("content-type"));
        assertEquals("# HELP one One.\n# TYPE one counter\none_total 7\n# EOF\n", response.body());
    }
}

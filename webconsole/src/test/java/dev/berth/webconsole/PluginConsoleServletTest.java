package dev.berth.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginState;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.webconsole.testing.PendingManager;
import dev.berth.webconsole.testing.ServletExchange;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class PluginConsoleServletTest {
    private static final PluginFixture PLUGIN =
            PluginFixture.of("acme/vol:1").in(PluginState.ENABLED);
    private static final String ID = PLUGIN.id();

    private final PendingManager plugins = new PendingManager().with(PLUGIN);
    private final RecordingLog log = new RecordingLog();
    private final PluginConsoleServlet servlet =
            new PluginConsoleServlet(plugins.manager(), log.logger());

    private ServletExchange get(String path, String user) throws Exception {
        ServletExchange exchange = new ServletExchange("GET", path).by(user);
        servlet.doGet(
                exchange.request(HttpServletRequest.class),
                exchange.response(HttpServletResponse.class));
        return exchange;
    }

    private ServletExchange post(ServletExchange exchange) throws Exception {
        servlet.doPost(
                exchange.request(HttpServletRequest.class),
                exchange.response(HttpServletResponse.class));
        return exchange;
    }

    private String token(String user) throws Exception {
        Matcher token =
                Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(get("", user).body());
        assertTrue(token.find());
        return token.group(1);
    }

    private ServletExchange disabling(String user) throws Exception {
        return new ServletExchange("POST", "")
                .by("ann")
                .with("token", token(user))
                .with("action", "DISABLE")
                .with("plugin", ID);
    }

    @Test
    void doesWhatItsOwnPageAsksForAndGoesBackToIt() throws Exception {
        ServletExchange done =
                post(
                        disabling("ann")
                                .query("plugin=" + ID)
                                .header("Sec-Fetch-Site", "same-origin"));
        assertEquals(303, done.status());
        assertEquals(ServletExchange.ROOT + "?plugin=" + ID, done.answered("Location"));
        assertEquals(2, plugins.asked().size());
        assertTrue(plugins.asked().get(0).contains("origin=web console, user=Optional[ann]"));
        assertEquals("disable " + ID + " false", plugins.asked().get(1));
        assertTrue(get("", "ann").body().contains("Disable acme/vol:1"));
    }

    @Test
    void refusesWhatComesFromElsewhere() throws Exception {
        List<ServletExchange> forged =
                List.of(
                        disabling("bob"),
                        disabling("ann").with("token", ""),
                        disabling("ann").header("Sec-Fetch-Site", "cross-site"),
                        disabling("ann").header("Origin", "http://evil").header("Host", "here"));
        for (ServletExchange exchange : forged) {
            post(exchange);
            assertEquals(403, exchange.status());
            assertTrue(exchange.body().contains("Nothing was done: "), exchange.body());
        }
        assertEquals(List.of(), plugins.asked());
        assertEquals(forged.size(), log.lines("warn").size());
    }

    @Test
    void changesNothingByGet() throws Exception {
        for (String path : List.of("", "/live.fragment", "/berth.js", "/berth.css")) {
            ServletExchange exchange =
                    new ServletExchange("GET", path)
                            .query("action=DISABLE&plugin=" + ID)
                            .with("action", "DISABLE")
                            .with("plugin", ID)
                            .with("token", token(""));
            servlet.doGet(
                    exchange.request(HttpServletRequest.class),
                    exchange.response(HttpServletResponse.class));
            assertEquals(200, exchange.status());
        }
        assertEquals(List.of(), plugins.asked());
    }

    @Test
    void refusesWhatNoFormOfThePageSends() throws Exception {
        assertEquals(413, post(disabling("ann").length(1 << 20)).status());
        assertEquals(400, post(disabling("ann").with("action", "REMOVE")).status());
        assertEquals(List.of(), plugins.asked());
        // An address of the form's is none to go to.
        ServletExchange elsewhere = post(disabling("ann").query("plugin=//evil.example"));
        assertEquals(ServletExchange.ROOT, elsewhere.answered("Location"));
    }

    @Test
    void saysThatTooMuchIsUnderWay() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertEquals(303, post(disabling("ann")).status());
        }
        assertEquals(503, post(disabling("ann")).status());
    }

    @Test
    void hasAPolicyForEachKindOfAnswer() throws Exception {
        assertTrue(
                get("", "ann")
                        .answered("Content-Security-Policy")
                        .startsWith("default-src 'self'"));
        for (String path : List.of("/live.fragment", "/berth.js", "/berth.css")) {
            ServletExchange file = get(path, "ann");
            assertTrue(file.answered("Content-Security-Policy").startsWith("default-src 'none'"));
            assertEquals("nosniff", file.answered("X-Content-Type-Options"));
            assertTrue(file.answered("Content-Type").endsWith(";charset=utf-8"));
        }
        assertTrue(get("/live.fragment", "").body().startsWith("<div id=\"berth-live\""));
        assertFalse(get("/berth.css", "").body().isEmpty());
    }
}

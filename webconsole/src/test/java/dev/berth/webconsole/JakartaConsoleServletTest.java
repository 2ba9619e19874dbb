package dev.berth.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginState;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.webconsole.testing.PendingManager;
import dev.berth.webconsole.testing.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page by jakarta.servlet; what it does in all is tested by javax.servlet. */
class JakartaConsoleServletTest {
    private static final PluginFixture PLUGIN =
            PluginFixture.of("acme/vol:1").in(PluginState.ENABLED);

    private final PendingManager plugins = new PendingManager().with(PLUGIN);
    private final JakartaConsoleServlet servlet =
            new JakartaConsoleServlet(plugins.manager(), new RecordingLog().logger());

    private ServletExchange get(String path) throws Exception {
        ServletExchange exchange = new ServletExchange("GET", path).by("ann");
        servlet.doGet(
                exchange.request(HttpServletRequest.class),
                exchange.response(HttpServletResponse.class));
        return exchange;
    }

    private ServletExchange disabling(String origin) throws Exception {
        Matcher token =
                Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(get("").body());
        assertTrue(token.find());
        ServletExchange exchange =
                new ServletExchange("POST", "")
                        .by("ann")
                        .query("plugin=" + PLUGIN.id())
                        .header("Origin", origin)
                        .header("Host", "here")
                        .with("token", token.group(1))
                        .with("action", "DISABLE")
                        .with("plugin", PLUGIN.id());
        servlet.doPost(
                exchange.request(HttpServletRequest.class),
                exchange.response(HttpServletResponse.class));
        return exchange;
    }

    @Test
    void doesWhatItsOwnPageAsksFor() throws Exception {
        ServletExchange done = disabling("http://here");
        assertEquals(303, done.status());
        assertEquals(ServletExchange.ROOT + "?plugin=" + PLUGIN.id(), done.answered("Location"));
        assertEquals("disable " + PLUGIN.id() + " false", plugins.asked().get(1));
    }

    @Test
    void refusesWhatComesFromElsewhere() throws Exception {
        assertEquals(403, disabling("http://evil").status());
        assertEquals(List.of(), plugins.asked());
    }

    @Test
    void hasThePagesFiles() throws Exception {
        assertEquals("text/css;charset=utf-8", get("/berth.css").answered("Content-Type"));
        assertTrue(get("/live.fragment").body().startsWith("<div id=\"berth-live\""));
    }
}

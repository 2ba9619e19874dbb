package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.ChromiumBrowser;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The page of plugins in Felix's Web Console 4, by HTTP and in a browser. */
public class WebConsoleIT extends FrameworkTestBase {
    private static final String HOSTILE = "<script>document.title='taken'</script><b title='\"";

    private HttpHost http;
    protected ConsoleClient console;

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithWebConsole();
    }

    @Before
    public void aConsole() throws Exception {
        http = new HttpHost(bundle);
        http.awaitServlet("/system/console/berth");
        console = new ConsoleClient(http.root());
    }

    @After
    public void remove() throws Exception {
        console.dismissAll();
        http.close();
        manager.list().forEach(there -> OperationOutcome.of(manager.remove(there.id(), true)));
    }

    private PluginReference published(String repository, PluginSource plugin) {
        return new PluginsInTheRegistry(manager).published(repository, plugin);
    }

    private static PluginSource hostile() {
        return PluginSource.idle()
                .with(
                        config -> {
                            config.put("description", HOSTILE);
                            config.putObject("linux").putArray("capabilities").add("CAP_SYS_ADMIN");
                        });
    }

    @Test
    public void isAPageOfTheConsole() throws Exception {
        assertEquals(401, http.get("/system/console/berth").statusCode());
        HttpResponse<String> page = console.get("");
        assertEquals(200, page.statusCode());
        assertTrue(page.body(), page.body().contains("No plugin is installed."));
        assertTrue(page.body(), page.body().contains("Docker Plugins"));
        assertTrue(policy(page), policy(page).contains("object-src 'none'"));
        for (String part : List.of("/berth.css", "/berth.js", "/live.fragment")) {
            HttpResponse<String> file = console.get(part);
            assertEquals(200, file.statusCode());
            assertFalse(file.body(), file.body().contains("<html"));
            assertTrue(policy(file), policy(file).startsWith("default-src 'none'"));
        }
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElse("");
    }

    @Test
    public void changesPluginsForItsOwnFormsOnly() throws Exception {
        Plugin plugin = volumePlugin("vol");
        Map<String, String> enable = Map.of("action", "ENABLE", "plugin", plugin.id());
        HttpRequest.Builder forged = console.form(enable, "x").header("Origin", console.origin());
        assertEquals(403, console.send(forged).statusCode());
        HttpRequest.Builder sibling =
                console.form(enable, "x").header("Origin", "http://evil.example");
        assertEquals(403, console.send(sibling).statusCode());
        assertEquals(200, console.get("?action=ENABLE&plugin=" + plugin.id()).statusCode());
        assertFalse(manager.find("vol").enabled());

        HttpResponse<String> done = console.post(enable);
        assertEquals(303, done.statusCode());
        assertTrue(done.headers().firstValue("Location").orElse("").endsWith("/console/berth"));
        console.awaitText("Up ");
        assertTrue(manager.find("vol").enabled());
        String detail = console.get("?plugin=" + plugin.id()).body();
        for (String text : List.of("Statistics", "Memory", "CAP_SYS_ADMIN", plugin.id())) {
            assertTrue(text + " in " + detail, detail.contains(text));
        }
        console.post(Map.of("action", "DISABLE", "plugin", plugin.id()));
        console.awaitText("1 disabled");
    }

    @Test
    public void installsWithTheConsentThatItHasShown() throws Exception {
        PluginReference reference = published("web/hostile", hostile());
        console.post(
                Map.of("action", "INSTALL", "reference", reference.familiar(), "alias", "shown"));
        String work = console.asking();
        String page = console.get("").body();
        assertTrue(page, page.contains("<li>capabilities: [CAP_SYS_ADMIN]</li>"));
        assertTrue(page, page.contains("&lt;script&gt;document.title"));
        assertFalse(page, page.contains("<script>document.title"));
        assertEquals(List.of(), manager.list());
        console.post(Map.of("action", "GRANT", "work", work));
        console.awaitText("Done.");
        assertEquals("shown:latest", manager.list().get(0).name().familiar());

        console.post(Map.of("action", "INSTALL", "reference", reference + "-that-is-not-there"));
        console.awaitText("is not there");
    }

    @Test
    public void isUsedInABrowser() throws Exception {
        Assume.assumeTrue("takes a browser", Boolean.getBoolean("berth.long"));
        PluginReference volume = published("berth/volume", PluginSource.volume());
        PluginReference hostile = published("web/hostile", hostile());
        Path pictures =
                Path.of(
                        System.getProperty("berth.itest.target"),
                        "pictures",
                        getClass().getSimpleName());
        try (ChromiumBrowser browser = ChromiumBrowser.start(pictures)) {
            browser.open(console.origin().replace("://", "://admin:admin@"), "/system/console");
            browser.open(console.origin(), "/system/console/berth");
            browser.picture("empty");
            install(browser, volume, "vol");
            browser.await("//li[contains(., 'CAP_SYS_ADMIN')]");
            browser.picture("consent");
            browser.click("//button[.='Grant and install']");
            browser.await("//tr[contains(., 'vol:latest')]//span[contains(., 'Up ')]");
            assertTrue(manager.find("vol").enabled());

            install(browser, hostile, "hostile");
            browser.await("//p[contains(., '<script>document.title')]");
            browser.click("//label[contains(., 'Enable it afterwards')]");
            browser.click("//button[.='Grant and install']");
            browser.await("//tr[contains(., 'hostile:latest') and contains(., '<script>')]");
            assertFalse(browser.title(), browser.title().contains("taken"));
            console.dismissAll();
            browser.open(console.origin(), "/system/console/berth");
            browser.picture("list");
            browser.size(420, 900);
            browser.picture("narrow");
            browser.size(1100, 1250);
            browser.click("//a[.='vol:latest']");
            browser.await("//h3[.='Statistics']");
            browser.picture("plugin");
            browser.click("//button[.='Disable']");
            browser.await("//span[contains(., 'Disabled')]");
            assertFalse(manager.find("vol").enabled());
            upgradeAndRollBack(browser, volume);
            configurations(browser);
            assertEquals(List.of(), browser.errors());
        }
    }

    /** On the page of the plugin, which is disabled. */
    private void upgradeAndRollBack(ChromiumBrowser browser, PluginReference first) {
        PluginReference second =
                published(
                        "berth/volume:2",
                        PluginSource.volume().with(config -> config.put("description", "second")));
        browser.type("//input[@name='reference']", second.familiar());
        browser.click("//button[.='Look up']");
        browser.await("//p[starts-with(., 'From " + first.familiar() + "')]");
        browser.click("//button[.='Upgrade']");
        browser.await("//button[starts-with(., 'Roll back to " + first.familiar() + "')]");
        browser.picture("upgraded");
        assertEquals("second", manager.find("vol").config().description());
        browser.click("//button[starts-with(., 'Roll back to')]");
        browser.await("//div[starts-with(h3, 'Roll back vol') and p='Done.']");
        assertEquals(Optional.of(first), manager.find("vol").source());
    }

    /** The texts of Berth's metatype, which are in files of properties. */
    private void configurations(ChromiumBrowser browser) {
        browser.open(console.origin(), "/system/console/configMgr");
        browser.await("//tr[contains(., 'Berth policy')]");
        browser.picture("configurations");
        browser.open(console.origin(), "/system/console/configMgr/dev.berth.policy");
        browser.await("//*[normalize-space(text())='Policy file is required']");
        browser.picture("configuration");
    }

    private static void install(ChromiumBrowser browser, PluginReference reference, String alias) {
        browser.type("//input[@name='reference']", reference.familiar());
        browser.type("//input[@name='alias']", alias);
        browser.click("//button[.='Look up']");
    }
}

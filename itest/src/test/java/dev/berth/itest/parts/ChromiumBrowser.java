package dev.berth.itest.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A Chromium without a window, driven by W3C WebDriver. Elements are found by XPath. */
public final class ChromiumBrowser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProcess driver;
    private final URI root;
    private final Path pictures;
    private String session = "";

    private ChromiumBrowser(ServerProcess driver, URI root, Path pictures) {
        this.driver = driver;
        this.root = root;
        this.pictures = pictures;
    }

    /** Starts one; whatever is looked for in its pages is waited for. */
    public static ChromiumBrowser start(Path pictures) throws IOException, InterruptedException {
        Files.createDirectories(pictures);
        String program = Programs.find("chromedriver", "chromium-driver");
        ServerProcess driver =
                ServerProcess.start(
                        "chromedriver",
                        Pattern.compile("started successfully on port (\\d+)"),
                        List.of(program, "--port=0"));
        String port = driver.awaitReady().group(1);
        ChromiumBrowser browser =
                new ChromiumBrowser(driver, URI.create("http://127.0.0.1:" + port), pictures);
        browser.begin();
        return browser;
    }

    private void begin() {
        Map<String, Object> options =
                Map.of(
                        "args",
                        List.of(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--window-size=1100,900"));
        Map<String, Object> capabilities =
                Map.of(
                        "goog:chromeOptions", options,
                        "goog:loggingPrefs", Map.of("browser", "ALL"),
                        "timeouts", Map.of("implicit", TestTimeout.LIMIT.toMillis()));
        JsonNode value =
                post("/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
        session = "/session/" + value.get("sessionId").asText();
    }

    public void open(String origin, String path) {
        post(session + "/url", Map.of("url", origin + path));
    }

    public void click(String xpath) {
        post(element(xpath) + "/click", Map.of());
    }

    /** Replaces the text of a field. */
    public void type(String xpath, String text) {
        String field = element(xpath);
        post(field + "/clear", Map.of());
        post(field + "/value", Map.of("text", text));
    }

    /** Waits for an element. */
    public void await(String xpath) {
        element(xpath);
    }

    private String element(String xpath) {
        JsonNode found =
                post(session + "/element", Map.of("using", "xpath", "value", xpath)).get(ELEMENT);
        return session + "/element/" + found.asText();
    }

    public String title() {
        return call(request(session + "/title").GET()).asText();
    }

    public void size(int width, int height) {
        post(session + "/window/rect", Map.of("width", width, "height", height));
    }

    /** Keeps a picture of the window. */
    public void picture(String name) {
        String png = call(request(session + "/screenshot").GET()).asText();
        try {
            Files.write(pictures.resolve(name + ".png"), Base64.getDecoder().decode(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what its console shows of errors: scripts that fail, what a policy forbids. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (JsonNode entry : post(session + "/se/log", Map.of("type", "browser"))) {
            if (entry.get("level").asText().equals("SEVERE")) {
                errors.add(entry.get("message").asText());
            }
        }
        return errors;
    }

    private JsonNode post(String path, Map<String, ?> body) {
        try {
            String json = JSON.writeValueAsString(body);
            return call(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .timeout(TestTimeout.LIMIT.multipliedBy(2))
                .header("Content-Type", "application/json");
    }

    private JsonNode call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
            return JSON.readTree(answer.body()).get("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            if (!session.isEmpty()) {
                call(request(session).DELETE());
            }
        } finally {
            driver.close();
        }
    }
}

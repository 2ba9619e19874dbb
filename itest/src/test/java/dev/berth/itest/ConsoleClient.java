package dev.berth.itest;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user of the Web Console's page, without a browser. */
final class ConsoleClient {
    private static final String PAGE = "/system/console/berth";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Pattern WORK =
            Pattern.compile("value=\"GRANT\".*?name=\"work\" value=\"(\\d+)\"");

    private static final Pattern ANY_WORK = Pattern.compile("data-part=\"work-(\\d+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;
    private final String login;

    /** One with the default password. */
    ConsoleClient(URI root) {
        this(root, "admin:admin");
    }

    /**
     * @param login name and password, with a colon between them
     */
    ConsoleClient(URI root, String login) {
        this.root = root;
        this.login = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** Gets another page of the console. */
    HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    /** Sends a form of the page, with its token. */
    HttpResponse<String> post(Map<String, String> form) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("").body());
        if (!token.find()) {
            throw new AssertionError("no token in the page");
        }
        return send(form(form, token.group(1)).header("Origin", origin()));
    }

    /** Returns a request with a form, as another site could have a browser make it. */
    HttpRequest.Builder form(Map<String, String> form, String token) {
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&", "token=" + encoded(token) + "&", ""));
        return request("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Fetches what changes in the page, as its script does, until a text is in it. */
    String awaitText(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TestTimeout.LIMIT.toNanos();
        String live = get("/live.fragment").body();
        while (!live.contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no " + text + " in " + live);
            }
            live = get("/live.fragment").body();
        }
        return live;
    }

    /** Returns the ID of the work that waits for consent. */
    String asking() throws IOException, InterruptedException {
        Matcher work = WORK.matcher(awaitText("value=\"GRANT\""));
        if (!work.find()) {
            throw new AssertionError("no question of consent");
        }
        return work.group(1);
    }

    /** Has the page forget what has ended or waits for consent. */
    void dismissAll() throws IOException, InterruptedException {
        for (MatchResult work : ANY_WORK.matcher(get("/live.fragment").body()).results().toList()) {
            post(Map.of("action", "DISMISS", "work", work.group(1)));
        }
    }

    String origin() {
        return root.getScheme() + "://" + root.getAuthority();
    }

    private HttpRequest.Builder request(String path) {
        return to(PAGE + path);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .timeout(TestTimeout.LIMIT)
                .header("Authorization", "Basic " + login);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.berth.conformance;

import static dev.berth.conformance.ProtocolCalls.first;

import dev.berth.driver.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Checks of {@code docker.authz/1.0}, as <a
 * href="https://docs.docker.com/engine/extend/plugins_authorization/">Docker describes it</a>. What
 * the plugin allows is its own policy: that it answers, and the same to the same question, is not.
 */
final class AuthzChecks {
    private static final String REQUEST = "AuthZReq";
    private static final String RESPONSE = "AuthZRes";
    private static final int LARGEST_BODY = 1 << 20;

    private final Verification verification;
    private final ProtocolCalls calls;
    private final CheckReport report;

    AuthzChecks(Verification verification) {
        this.verification = verification;
        this.calls = verification.calls("AuthZPlugin");
        this.report = verification.report();
    }

    void run() {
        decisions();
        requests();
        errors();
        concurrency();
        verification.restart().ifPresent(this::restart);
    }

    private static JsonObject request(String method, String uri) {
        return JsonObject.empty().with("RequestMethod", method).with("RequestUri", uri);
    }

    /** Returns a request with all members. */
    private static JsonObject full() {
        return request("POST", "/v1.41/containers/create?name=verify")
                .with("User", "verify")
                .with("UserAuthNMethod", "TLS")
                .with("RequestHeaders", Map.of("Content-Type", "application/json"))
                .with("RequestBody", base64("{\"Image\": \"verify\"}"));
    }

    private static JsonObject response(JsonObject request) {
        return request.with("ResponseStatusCode", 200)
                .with("ResponseHeaders", Map.of("Content-Type", "application/json"))
                .with("ResponseBody", base64("{\"Id\": \"1\"}"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A decision: the member Allow, and no Err, by which Docker refuses with a 500. */
    private String decided(String method, JsonObject request) throws IOException {
        return calls.done(
                method,
                request,
                answer -> {
                    boolean allows = answer.object().flag("Allow");
                    return allows || answer.object().has("Allow") ? "" : "that is no decision";
                });
    }

    private boolean allowed(String method, JsonObject request) throws IOException {
        PluginAnswer answer = calls.call(method, request);
        return !calls.isError(answer) && answer.object().flag("Allow");
    }

    private void decisions() {
        report.demand(
                "AuthZPlugin.AuthZReq answers {\"Allow\": true or false}",
                () -> decided(REQUEST, full()));
        report.demand(
                "AuthZPlugin.AuthZRes answers {\"Allow\": true or false}",
                () -> decided(RESPONSE, response(full())));
        report.demand(
                "members that are empty are left out: RequestMethod and RequestUri are enough",
                () ->
                        first(
                                decided(REQUEST, request("GET", "/_ping")),
                                decided(RESPONSE, request("GET", "/_ping"))));
        report.advise(
                "the same question gets the same answer",
                () ->
                        allowed(REQUEST, full()) == allowed(REQUEST, full())
                                        && allowed(RESPONSE, response(full()))
                                                == allowed(RESPONSE, response(full()))
                                ? ""
                                : "it answers one, and then the other");
    }

    private void requests() {
        Map<String, String> uris =
                Map.of(
                        "of 8192 letters", "/v1.41/containers/" + "u".repeat(8192) + "/json",
                        "in any script", "/v1.41/volumes/\u00e4\u4e2d\ud83d\ude00",
                        "with dots and escapes", "//v1.41/../containers/%2e%2e/%00?a=\"b\"&c=\\");
        uris.forEach(
                (which, uri) ->
                        report.demand(
                                "a RequestUri %s is answered".formatted(which),
                                () -> calls.answered(REQUEST, request("GET", uri))));
        report.demand(
                "a body of 1 MiB, the largest that Docker passes on, is answered",
                () -> {
                    String body = base64("b".repeat(LARGEST_BODY));
                    JsonObject request = full().with("RequestBody", body);
                    return first(
                            calls.answered(REQUEST, request),
                            calls.answered(RESPONSE, request.with("ResponseBody", body)));
                });
        report.advise(
                "a RequestBody that is no base64 is not allowed",
                () ->
                        allowed(REQUEST, full().with("RequestBody", "%%%"))
                                ? "it allows what it cannot read"
                                : "");
    }

    private void errors() {
        ErrorChecks errors = new ErrorChecks(report, calls);
        errors.unknownMethod();
        for (String method : List.of(REQUEST, RESPONSE)) {
            report.demand(
                    "AuthZPlugin.%s of a body that is no JSON is not allowed, and the next call as"
                                    .formatted(method)
                            + " ever",
                    () -> {
                        PluginAnswer answer =
                                calls.plugin().call("AuthZPlugin." + method, "{\"RequestUri\":");
                        boolean refuses = calls.isError(answer) || answer.json().isPresent();
                        return refuses && !answer.object().flag("Allow")
                                ? decided(REQUEST, full())
                                : "it answers " + answer;
                    });
        }
    }

    private void concurrency() {
        report.demand(
                "%d questions at once get the answers that each gets alone".formatted(AtOnce.TIMES),
                () -> {
                    List<JsonObject> questions = new ArrayList<>();
                    List<Boolean> alone = new ArrayList<>();
                    for (int i = 0; i < AtOnce.TIMES; i++) {
                        String method = i % 2 == 0 ? "GET" : "DELETE";
                        questions.add(request(method, "/v1.41/volumes/verify-" + i));
                        alone.add(allowed(REQUEST, questions.get(i)));
                    }
                    return AtOnce.run(
                            number ->
                                    allowed(REQUEST, questions.get(number)) == alone.get(number)
                                            ? ""
                                            : questions.get(number).textOrEmpty("RequestUri")
                                                    + " gets another");
                });
    }

    private void restart(CheckReport.Check restarting) {
        report.demand(
                "after a restart of the plugin a question gets the answer that it got before",
                () -> {
                    boolean before = allowed(REQUEST, full());
                    return first(
                            restarting.run(),
                            allowed(REQUEST, full()) == before ? "" : "it answers the opposite");
                });
    }
}

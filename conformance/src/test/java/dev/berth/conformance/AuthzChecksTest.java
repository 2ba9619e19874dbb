package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.shared.protocol.authz.AuthzMethods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthzChecksTest {
    @TempDir Path folder;

    /** A policy that conforms; each test breaks it in one place. */
    private static class GoodPolicy implements AuthzDriver {
        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            return request.method().equals("DELETE")
                    ? AuthzDecision.deny("all stays")
                    : AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            return AuthzDecision.allow();
        }
    }

    private static CheckedProtocol plugin(AuthzDriver driver) {
        return new CheckedProtocol(KnownProtocol.AUTHZ, AuthzMethods.serve(driver, failure -> {}));
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        CheckReport report = plugin(new GoodPolicy()).restartedBy(() -> "").run(folder);
        assertEquals(List.of(), CheckedProtocol.wrong(report), report.findings().toString());
        assertEquals(List.of(), CheckedProtocol.notes(report), report.findings().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AuthZReq | {} | AuthZPlugin.AuthZReq answers",
                "AuthZReq | {\"Allow\": \"true\"} | AuthZPlugin.AuthZReq answers",
                "AuthZReq | {\"Allow\": true, \"Err\": \"no\"} | AuthZPlugin.AuthZReq answers",
                "AuthZReq | yes | a RequestUri in any script is answered",
                "AuthZReq | yes | a RequestUri of 8192 letters is answered",
                "AuthZReq | yes | a RequestUri with dots and escapes is answered",
                "AuthZReq | yes | a body of 1 MiB",
                "AuthZRes | {} | AuthZPlugin.AuthZRes answers",
                "AuthZRes | yes | a body of 1 MiB",
                "AuthZRes | {} | members that are empty are left out",
                "NoSuchMethod | {} | AuthZPlugin.NoSuchMethod, which there is not, is a 404"
            })
    void findAnAnswerThatIsWrong(String method, String body, String rule) throws IOException {
        CheckReport report =
                plugin(new GoodPolicy()).answering("AuthZPlugin." + method, body).run(folder);
        List<String> wrong = CheckedProtocol.wrong(report);
        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(rule)), wrong::toString);
    }

    @Test
    void findAnAnswerThatDependsOnWhoElseAsks() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        CheckReport report =
                plugin(
                                new GoodPolicy() {
                                    @Override
                                    public AuthzDecision authorizeRequest(AuthzRequest request) {
                                        return request.uri().endsWith("/verify-7")
                                                        && asked.incrementAndGet() > 1
                                                ? AuthzDecision.allow()
                                                : super.authorizeRequest(request);
                                    }
                                })
                        .run(folder);
        assertEquals(
                List.of("16 questions at once get the answers that each gets alone"),
                CheckedProtocol.wrong(report));
    }

    @Test
    void findAnAnswerThatARestartChanges() throws IOException {
        AtomicInteger restarts = new AtomicInteger();
        CheckReport report =
                plugin(
                                new GoodPolicy() {
                                    @Override
                                    public AuthzDecision authorizeRequest(AuthzRequest request) {
                                        return restarts.get() > 0
                                                ? AuthzDecision.deny("not any more")
                                                : super.authorizeRequest(request);
                                    }
                                })
                        .restartedBy(
                                () -> {
                                    restarts.incrementAndGet();
                                    return "";
                                })
                        .run(folder);
        assertEquals(
                List.of(
                        "after a restart of the plugin a question gets the answer that it got"
                                + " before"),
                CheckedProtocol.wrong(report));
    }

    @Test
    void noteAnswersThatChange() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        CheckReport report =
                plugin(
                                new GoodPolicy() {
                                    @Override
                                    public AuthzDecision authorizeResponse(
                                            AuthzRequest request, AuthzResponse response) {
                                        return asked.incrementAndGet() % 2 == 0
                                                ? AuthzDecision.allow()
                                                : AuthzDecision.deny("odd");
                                    }
                                })
                        .run(folder);
        assertEquals(
                List.of("the same question gets the same answer"), CheckedProtocol.notes(report));
    }

    @Test
    void noteWhatIsAllowedUnread() throws IOException {
        CheckReport report =
                plugin(new GoodPolicy())
                        .answering("AuthZPlugin.AuthZReq", "{\"Allow\": true}")
                        .run(folder);
        assertEquals(
                List.of("a RequestBody that is no base64 is not allowed"),
                CheckedProtocol.notes(report));
    }
}

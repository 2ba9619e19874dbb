package dev.berth.conformance;

import dev.berth.conformance.Finding.Kind;
import dev.berth.driver.JsonObject;
import dev.berth.shared.protocol.MessageForm;
import dev.berth.shared.protocol.ServedPlugin;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.shared.server.ProtocolServer;
import dev.berth.shared.server.ProtocolServerLimits;
import dev.berth.shared.server.UnixListener;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plugin of one protocol, served as the SDK does, but for the methods whose answers a test writes
 * itself; and what the checks say of it.
 */
final class CheckedProtocol {
    private static final MessageForm<JsonObject> JSON =
            new MessageForm<>(Function.identity(), Function.identity());

    private final KnownProtocol checks;
    private final ServedProtocol protocol;
    private Duration limit = TestTimeout.LIMIT;
    private CheckReport.Check restart;

    CheckedProtocol(KnownProtocol checks, ServedProtocol protocol) {
        this.checks = checks;
        this.protocol = protocol;
    }

    /** Answers a method with 200 and this body, JSON or not, whatever is asked. */
    CheckedProtocol answering(String method, String body) {
        return answering(method, request -> body);
    }

    CheckedProtocol answering(String method, Function<JsonObject, String> body) {
        protocol.onStream(
                method,
                JSON,
                request -> out -> out.write(body.apply(request).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    CheckedProtocol restartedBy(CheckReport.Check restart) {
        this.restart = restart;
        return this;
    }

    /** Limits each call, where one is to be waited for in vain. */
    CheckedProtocol within(Duration limit) {
        this.limit = limit;
        return this;
    }

    /** Runs the checks on a plugin that listens in a folder. */
    CheckReport run(Path folder) throws IOException {
        CheckReport report = new CheckReport(finding -> {});
        Path socket = folder.resolve("p.sock");
        Path fifos = folder.resolve("logging");
        try (ServedPlugin plugin = new ServedPlugin(List.of(protocol));
                ProtocolServer server =
                        ProtocolServer.start(
                                "checked",
                                plugin,
                                UnixListener.bind(socket, ""),
                                ProtocolServerLimits.DEFAULT,
                                error -> {});
                VerifiedPlugin verified = new VerifiedPlugin(socket, limit)) {
            server.address();
            checks.check(
                    new Verification(
                            verified,
                            report,
                            Optional.ofNullable(restart),
                            new FifoFolder(fifos, fifos.toString())));
        }
        return report;
    }

    /** Returns the rules that were broken. */
    static List<String> wrong(CheckReport report) {
        return rules(report, Kind.WRONG);
    }

    /** Returns what the plugin was told of. */
    static List<String> notes(CheckReport report) {
        return rules(report, Kind.NOTE);
    }

    private static List<String> rules(CheckReport report, Kind kind) {
        return report.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::rule)
                .toList();
    }
}

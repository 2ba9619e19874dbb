package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.sdk.testing.HostMetrics;
import dev.berth.testing.GoProgram;
import dev.berth.testing.ServerProcess;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the checks say of plugins that were written in Go, with the standard library alone, each in
 * a root folder and a network of its own. They are as small as a plugin can be: what they do wrong
 * is wrong.
 */
class GoPluginsIT {
    private static final String LISTENING = "listening";

    @TempDir Path root;

    @BeforeEach
    void folders() throws IOException {
        for (String folder : List.of("run/docker/plugins", "run/docker/logging", "data")) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    private CheckReport check(String source, String socket, KnownProtocol protocol, String... more)
            throws Exception {
        Path program = GoProgram.build(Path.of("..").resolve(source), Path.of("target/go"));
        Files.copy(program, root.resolve("plugin"), StandardCopyOption.COPY_ATTRIBUTES);
        List<String> command =
                new ArrayList<>(List.of("unshare", "--net", "chroot", root.toString(), "/plugin"));
        command.addAll(List.of(more));
        CheckReport report = new CheckReport(finding -> {});
        try (ServerProcess plugin =
                        ServerProcess.start(
                                source, Pattern.compile(LISTENING + "|ready"), command);
                VerifiedPlugin verified =
                        new VerifiedPlugin(root.resolve(socket), TestTimeout.LIMIT)) {
            plugin.awaitReady();
            FifoFolder fifos = FifoFolder.mountedFrom(root.resolve("run/docker/logging"));
            protocol.check(new Verification(verified, report, Optional.empty(), fifos));
        }
        return report;
    }

    private static String findings(CheckReport report) {
        return String.join("\n", report.findings().stream().map(Finding::toString).toList());
    }

    @Test
    void volumes() throws Exception {
        CheckReport report =
                check(
                        "itest/src/test/go/oldvolume.go",
                        "run/docker/plugins/volumes.sock",
                        KnownProtocol.VOLUME);
        assertEquals(
                List.of("an empty name is refused"),
                CheckedProtocol.wrong(report),
                findings(report));
    }

    @Test
    void networks() throws Exception {
        CheckReport report =
                check(
                        "itest/src/test/go/bridge.go",
                        "run/docker/plugins/bridge.sock",
                        KnownProtocol.NETWORK);
        assertEquals(
                List.of(
                        "NetworkDriver.CreateEndpoint in a network that there is not answers with"
                                + " an Err",
                        "NetworkDriver.Join of an endpoint that there is not answers with an Err",
                        "NetworkDriver.Join of the endpoint answers with an Err from then on",
                        "NetworkDriver.CreateEndpoint in the network answers with an Err from then"
                                + " on",
                        "NetworkDriver.CreateNetwork of a body that is no JSON is answered with an"
                                + " error, and the next call as ever"),
                CheckedProtocol.wrong(report),
                findings(report));
    }

    @Test
    void addresses() throws Exception {
        CheckReport report =
                check(
                        "itest/src/test/go/ipam.go",
                        "run/docker/plugins/ipam.sock",
                        KnownProtocol.IPAM);
        assertEquals(
                List.of(
                        "IpamDriver.RequestAddress of a pool that there is not answers with an"
                                + " Error",
                        "IpamDriver.RequestPool of IPv6 chooses one of IPv6, or answers with an"
                                + " Error",
                        "IpamDriver.RequestAddress of a named Address answers that one, or with an"
                                + " Error",
                        "IpamDriver.RequestAddress of an Address that is taken answers with an"
                                + " Error",
                        "IpamDriver.RequestPool of a body that is no JSON is answered with an"
                                + " error, and the next call as ever",
                        "a Pool that is no subnet is refused",
                        "16 addresses that are requested at once are different"),
                CheckedProtocol.wrong(report),
                findings(report));
    }

    @Test
    void authorization() throws Exception {
        CheckReport report =
                check(
                        "engine-itest/src/test/go/authz.go",
                        "authz.sock",
                        KnownProtocol.AUTHZ,
                        "/authz.sock",
                        "/asked");
        assertEquals(
                List.of(
                        "AuthZPlugin.AuthZReq of a body that is no JSON is not allowed, and the"
                                + " next call as ever",
                        "AuthZPlugin.AuthZRes of a body that is no JSON is not allowed, and the"
                                + " next call as ever"),
                CheckedProtocol.wrong(report),
                findings(report));
    }

    @Test
    void logs() throws Exception {
        CheckReport report =
                check(
                        "itest/src/test/go/logs.go",
                        "run/docker/plugins/logs.sock",
                        KnownProtocol.LOG);
        assertEquals(List.of(), CheckedProtocol.wrong(report), findings(report));
    }

    @Test
    void metrics() throws Exception {
        try (HostMetrics host =
                HostMetrics.at(root.resolve("run/docker/metrics.sock"), "# TYPE m gauge\nm 1\n")) {
            CheckReport report =
                    check(
                            "itest/src/test/go/metrics.go",
                            "run/docker/plugins/metrics.sock",
                            KnownProtocol.METRICS);
            assertEquals(List.of(), CheckedProtocol.wrong(report), findings(report));
            assertEquals(List.of(), CheckedProtocol.notes(report), findings(report));
            assertEquals(25, host.reads());
        }
    }
}

package dev.berth.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The main class: {@code verify [--protocol TYPE]... [--logging FOLDER] SOCKET [COMMAND...]} checks
 * the plugin at a socket. The command restarts the plugin; it returns when the plugin listens
 * again.
 */
public final class Verify {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int WRONG = 1;
    private static final int USAGE = 2;

    private Verify() {}

    /** Checks, prints the findings, and exits with 1 if anything is wrong. */
    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> args) {
        try {
            CheckReport report = new CheckReport(System.out::println);
            check(VerifyArguments.parse(args), LIMIT, report);
            System.out.println(report.summary());
            return report.hasWrong() ? WRONG : 0;
        } catch (IllegalArgumentException e) {
            System.err.println("verify: " + e.getMessage());
            return USAGE;
        }
    }

    /**
     * Checks a plugin.
     *
     * @param limit of each call, and of a restart
     */
    static void check(VerifyArguments arguments, Duration limit, CheckReport report) {
        Optional<CheckReport.Check> restart =
                arguments.restart().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new RestartCommand(arguments.restart(), limit));
        try (VerifiedPlugin plugin = new VerifiedPlugin(arguments.socket(), limit)) {
            Verification with = new Verification(plugin, report, restart, arguments.fifos());
            protocols(arguments, new Handshake(plugin, report)).forEach(each -> each.check(with));
        }
    }

    private static List<KnownProtocol> protocols(VerifyArguments arguments, Handshake handshake) {
        if (arguments.protocols().isEmpty()) {
            return handshake.implemented();
        }
        handshake.of(arguments.protocols());
        return arguments.protocols();
    }
}

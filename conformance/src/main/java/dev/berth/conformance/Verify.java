package dev.berth.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The main class: {@code verify SOCKET [COMMAND...]} checks the volume plugin at a socket. The
 * command restarts the plugin; it returns when the plugin listens again.
 */
public final class Verify {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int WRONG = 1;
    private static final int USAGE = 2;

    private Verify() {}

    /** Checks, prints the findings, and exits with 1 if anything is wrong. */
    public static void main(String[] args) {
        if (args.length == 0 || Files.notExists(Path.of(args[0]))) {
            System.err.println(
                    "verify: say which plugin: the socket that it listens on"
                            + (args.length == 0 ? "" : ", which %s is not".formatted(args[0])));
            System.exit(USAGE);
        }
        CheckReport report = new CheckReport(System.out::println);
        List<String> command = List.of(args).subList(1, args.length);
        Optional<CheckReport.Check> restart =
                command.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new RestartCommand(command, LIMIT));
        new VolumeChecks(new VerifiedPlugin(Path.of(args[0]), LIMIT), report, restart).run();
        System.out.println(report.summary());
        System.exit(report.hasWrong() ? WRONG : 0);
    }
}

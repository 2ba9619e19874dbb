package dev.berth.shell.command;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.OutputReader;
import dev.berth.shared.event.EventText;
import dev.berth.shared.text.PrintableText;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/**
 * {@code plugin:logs}: {@code docker logs}, of a plugin. What it wrote to its standard error goes
 * to that of the command. It is followed through restarts and upgrades, until it is removed.
 */
final class LogsCommand implements PluginCommand {
    /** How long it waits before it looks whether somebody still reads. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final String ALL = "all";
    private static final CommandFlag FOLLOW = CommandFlag.of("follow log output", "-f", "--follow");
    private static final CommandFlag TAIL =
            CommandFlag.taking(
                    "string", "number of lines to show from the end of the logs", "-n", "--tail");
    private static final CommandFlag TIMESTAMPS =
            CommandFlag.of("show timestamps", "-t", "--timestamps");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("logs", "fetch the last output of a plugin")
                    .with(FOLLOW, TAIL, TIMESTAMPS)
                    .taking("PLUGIN", 1, 1, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        int tail = tail(call.arguments().value(TAIL, ALL));
        String name = call.arguments().first();
        OutputReader output = OperationRunner.ask(() -> call.manager().output(name));
        try {
            List<OutputLine> kept = output.read(Duration.ZERO);
            print(call, kept.subList(Math.max(0, kept.size() - tail), kept.size()));
            if (call.arguments().has(FOLLOW)) {
                follow(call, output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void follow(Invocation call, OutputReader output) throws InterruptedException {
        long missed = 0;
        while (call.isRead() && !output.isEnded()) {
            List<OutputLine> lines = output.read(LONGEST_WAIT);
            if (output.missed() > missed) {
                call.console().err().println(output.missed() - missed + " lines were missed here");
                missed = output.missed();
            }
            print(call, lines);
        }
    }

    private static int tail(String text) throws CommandFailure {
        if (text.equals(ALL)) {
            return Integer.MAX_VALUE;
        }
        return NumberValue.of(TAIL, text, Integer.MAX_VALUE, "a number or all");
    }

    private static void print(Invocation call, List<OutputLine> lines) {
        boolean stamped = call.arguments().has(TIMESTAMPS);
        for (OutputLine line : lines) {
            PrintStream to =
                    line.stream() == OutputLine.Stream.STDERR
                            ? call.console().err()
                            : call.console().out();
            String text = PrintableText.lines(line.text());
            to.println(stamped ? EventText.time(line.time(), ZoneOffset.UTC) + " " + text : text);
        }
        call.console().err().flush();
    }
}

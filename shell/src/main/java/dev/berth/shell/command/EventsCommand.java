package dev.berth.shell.command;

import dev.berth.plugin.PluginEvent;
import dev.berth.shared.event.EventFilter;
import dev.berth.shared.event.EventText;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.FilterArguments;
import dev.berth.shell.console.TimeArgument;
import dev.berth.shell.event.EventQueue;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code plugin:events}: {@code docker events}, of plugins. Without a time it tells what comes;
 * with one also the last 256 events that came since the shell was started.
 */
final class EventsCommand implements PluginCommand {
    /** How long it waits before it looks whether somebody still reads. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final CommandFlag FILTER =
            CommandFlag.taking(
                    "filter",
                    "filter output: plugin=NAME, event=enable, label=exitCode=1",
                    "-f",
                    "--filter");
    private static final CommandFlag SINCE =
            CommandFlag.taking("string", "show also events since a time", "--since");
    private static final CommandFlag UNTIL =
            CommandFlag.taking("string", "end at a time", "--until");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("events", "get the events of plugins as they come")
                    .with(FILTER, SINCE, UNTIL);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        Optional<Instant> since = time(call, SINCE);
        Optional<Instant> until = time(call, UNTIL);
        Predicate<PluginEvent> wanted =
                new EventFilter(FilterArguments.values(call.arguments().all(FILTER)))
                        .and(e -> since.map(time -> !e.time().isBefore(time)).orElse(true))
                        .and(e -> until.map(time -> !e.time().isAfter(time)).orElse(true));
        try (EventQueue events = EventQueue.open(call.events())) {
            if (since.isPresent() || until.isPresent()) {
                events.past().stream().filter(wanted).forEach(event -> print(call, event));
            }
            follow(call, events, wanted, until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void follow(
            Invocation call,
            EventQueue events,
            Predicate<PluginEvent> wanted,
            Optional<Instant> until)
            throws CommandFailure, InterruptedException {
        Duration wait = wait(until);
        while (call.isRead() && !wait.isNegative()) {
            events.next(wait).filter(wanted).ifPresent(event -> print(call, event));
            wait = wait(until);
        }
    }

    private static Duration wait(Optional<Instant> until) {
        return until.map(time -> Duration.between(Instant.now(), time))
                .filter(left -> left.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
    }

    private static Optional<Instant> time(Invocation call, CommandFlag flag) throws CommandFailure {
        return TimeArgument.parse(
                flag.shown(),
                call.arguments().value(flag, ""),
                Instant.now(),
                ZoneId.systemDefault());
    }

    private static void print(Invocation call, PluginEvent event) {
        call.print(EventText.line(event, ZoneId.systemDefault()));
    }
}

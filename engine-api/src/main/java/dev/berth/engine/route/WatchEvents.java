package dev.berth.engine.route;

import dev.berth.engine.event.EventJournal;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.Filters;
import dev.berth.engine.stream.EventLines;
import dev.berth.plugin.PluginEvent;
import dev.berth.shared.event.EventFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** {@code GET /events}: events until the client goes, or until its {@code until}. */
record WatchEvents(EventJournal journal, Clock clock) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        TimeSpan span = TimeSpan.of(request.query());
        Predicate<PluginEvent> wanted =
                new EventFilter(Filters.parse(request.query().get("filters")).values()).and(span);
        EventLines lines = new EventLines(wanted);
        List<PluginEvent> past = journal.subscribe(lines);
        reply.onGone(() -> end(lines));
        Runnable wake = reply.stream(StreamResponses.progress(), lines);
        // Without a time a client gets only what comes.
        lines.begin(span.isBounded() ? past.stream().filter(wanted).toList() : List.of(), wake);
        span.until().ifPresent(until -> reply.after(left(until), () -> end(lines, wake)));
        wake.run();
    }

    private Duration left(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void end(EventLines lines, Runnable wake) {
        end(lines);
        wake.run();
    }

    private void end(EventLines lines) {
        journal.unsubscribe(lines);
        lines.end();
    }
}

package dev.berth.engine.route;

import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.stream.PendingLines;
import dev.berth.engine.stream.PushLines;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;

/** {@code POST /plugins/{name}/push}. */
record PushPlugin(PluginManager plugins, Failures failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/push");
    }

    @Override
    public void serve(Request request, Reply reply) {
        Plugin plugin = plugins.find(request.name());
        PendingLines lines = new PendingLines();
        PushLines words = new PushLines(lines);
        words.begin(plugin.name());
        Runnable wake = reply.stream(Answers.progress(), lines);
        wake.run();
        Operation<Plugin> push =
                plugins.push(
                        request.name(),
                        Remote.credentials(request),
                        step -> {
                            words.progress(step);
                            wake.run();
                        });
        reply.onGone(push::cancel);
        push.result()
                .whenComplete(
                        (pushed, failure) -> {
                            if (failure == null) {
                                words.end(pushed);
                            } else {
                                lines.put("error", Failures.line(failures.of(failure)));
                            }
                            lines.end();
                            wake.run();
                        });
    }
}

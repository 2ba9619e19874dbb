package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.stream.PendingLines;
import dev.berth.engine.stream.PushLines;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;

/** {@code POST /plugins/{name}/push}. */
record PushPlugin(PluginManager plugins, ErrorResponses failures) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/push");
    }

    @Override
    public void serve(ApiRequest request, Reply reply) {
        Plugin plugin = plugins.find(request.name());
        PendingLines lines = new PendingLines();
        PushLines words = new PushLines(lines);
        words.begin(plugin.name());
        Runnable wake = reply.stream(StreamResponses.progress(), lines);
        wake.run();
        Operation<Plugin> push =
                plugins.push(
                        request.name(),
                        RemoteParameters.credentials(request),
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
                                lines.put("error", ErrorResponses.line(failures.of(failure)));
                            }
                            lines.end();
                            wake.run();
                        });
    }
}

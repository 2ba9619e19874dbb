package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.stream.PendingLines;
import dev.berth.engine.stream.PushLines;
import dev.berth.plugin.PluginManager;

/** {@code POST /plugins/{name}/push}. */
record PushPlugin(PluginManager plugins, ErrorResponses errors) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PendingLines lines = new PendingLines();
        PushLines writer = new PushLines(lines);
        writer.begin(plugins.find(request.name()).name());
        ProgressReply response =
                new ProgressReply(reply, StreamResponses.progress(), lines, writer);
        response.flush();
        response.follow(
                plugins.push(request.name(), RemoteParameters.credentials(request), response),
                writer::end,
                errors::of);
    }
}

package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.stream.PendingLines;
import dev.berth.engine.stream.PushLines;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.RegistryCredentials;
import java.util.Optional;

/** {@code POST /plugins/{name}/push}. */
record PushPlugin(PluginManager plugins, ErrorResponses errors) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        Optional<RegistryCredentials> login = RemoteParameters.credentials(request);
        PendingLines lines = new PendingLines();
        PushLines writer = new PushLines(lines);
        writer.begin(plugins.find(request.name()).name());
        ProgressReply response =
                new ProgressReply(reply, StreamResponses.progress(), lines, writer);
        response.flush();
        response.follow(
                () -> plugins.push(request.name(), login, response), writer::end, errors::of);
    }
}

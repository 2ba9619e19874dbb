package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.InvalidReferenceException;

/** {@code POST /plugins/create}: the body is a tar archive. */
record CreatePlugin(PluginManager plugins, OperationReply operations) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PluginReference name = name(request.query().get("name"));
        operations.send(
                request.from(plugins).create(name, request.upload()),
                reply,
                p -> ApiResponse.empty(204));
    }

    private static PluginReference name(String text) {
        PluginReference name;
        try {
            name = PluginReference.parse(text);
        } catch (InvalidReferenceException e) {
            throw new BadRequestException(
                    400, "failed to parse reference %s: %s".formatted(text, e.getMessage()));
        }
        if (name.digest().isPresent()) {
            throw new BadRequestException(
                    400, "canonical references are not permitted: name it without a digest");
        }
        return name.withDefaultTag();
    }
}

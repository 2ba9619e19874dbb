package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.json.Filters;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.shared.docker.InvalidFilterException;
import dev.berth.shared.docker.PluginFilter;
import java.util.List;

/** {@code GET /plugins}. */
record ListPlugins(PluginManager plugins, PluginTexts texts) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        PluginFilter filter = filter(Filters.parse(request.query().get("filters")));
        List<Plugin> all = plugins.list();
        texts.update(all);
        List<Plugin> shown = all.stream().filter(filter).toList();
        reply.send(ApiResponse.json(200, texts.documents(shown)));
    }

    private static PluginFilter filter(Filters filters) {
        try {
            return PluginFilter.of(filters.values());
        } catch (InvalidFilterException e) {
            throw new BadRequestException(400, e.getMessage());
        }
    }
}

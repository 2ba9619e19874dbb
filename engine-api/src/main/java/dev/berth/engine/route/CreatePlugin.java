package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Payload;
import dev.berth.engine.exchange.Refusal;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.Reference;
import dev.berth.plugin.error.InvalidPluginException;

/** {@code POST /plugins/create}: the body is a tar archive. */
record CreatePlugin(PluginManager plugins, Work work) implements Route {

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/create");
    }

    @Override
    public Payload payload() {
        return Payload.STREAMED;
    }

    @Override
    public void serve(Request request, Reply reply) {
        Reference name = name(request.query().get("name"));
        work.answer(plugins.create(name, request.upload()), reply, p -> Answer.empty(204));
    }

    private static Reference name(String text) {
        Reference name;
        try {
            name = Reference.parse(text);
        } catch (InvalidPluginException e) {
            throw new Refusal(
                    400, "failed to parse reference %s: %s".formatted(text, e.getMessage()));
        }
        if (name.digest().isPresent()) {
            throw new Refusal(
                    400, "canonical references are not permitted: name it without a digest");
        }
        return name.withDefaultTag();
    }
}

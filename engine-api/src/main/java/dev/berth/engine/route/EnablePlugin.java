package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import dev.berth.engine.exchange.Refusal;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.Request;
import dev.berth.engine.route.Failures.Problem;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginEnabledException;
import java.time.Duration;

/** {@code POST /plugins/{name}/enable}. */
record EnablePlugin(PluginManager plugins, Work work, Failures failures) implements Route {
    private static final int DIGITS = 9;

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public PathPattern path() {
        return PathPattern.of("/plugins/{name}/enable");
    }

    @Override
    public void serve(Request request, Reply reply) {
        EnableOptions options = options(request.query().get("timeout"));
        work.answer(
                plugins.enable(request.name(), options),
                reply,
                p -> Answer.empty(200),
                this::problem);
    }

    /** Docker's timeout is the calls'; zero, which an install sends, is no limit for them. */
    private static EnableOptions options(String timeout) {
        if (!timeout.matches("[0-9]{1," + DIGITS + "}")) {
            throw new Refusal(
                    400,
                    "timeout \"%s\" is not a whole number of seconds, as in enable?timeout=30"
                            .formatted(timeout));
        }
        Duration seconds = Duration.ofSeconds(Long.parseLong(timeout));
        return seconds.isZero()
                ? new EnableOptions(EnableOptions.DEFAULT.start(), Duration.ZERO)
                : new EnableOptions(seconds, seconds);
    }

    private Problem problem(Throwable failure) {
        Problem problem = failures.of(failure);
        return Failures.is(failure, PluginEnabledException.class)
                ? problem.saying("plugin already enabled: ")
                : problem;
    }
}

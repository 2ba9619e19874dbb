package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.PluginEnabledException;
import java.time.Duration;
import java.util.regex.Pattern;

/** {@code POST /plugins/{name}/enable}. */
record EnablePlugin(PluginManager plugins, OperationReply operations, ErrorResponses errors)
        implements RouteHandler {
    private static final Pattern SECONDS = Pattern.compile("\\+?[0-9]{1,18}");

    /** Of a limit of time, 31 years: a larger one is the same to everybody. */
    private static final long MOST = 999_999_999;

    @Override
    public void serve(ApiRequest request, Reply reply) {
        EnableOptions options = options(request.query().get("timeout"));
        operations.send(
                request.from(plugins).enable(request.name(), options),
                reply,
                p -> ApiResponse.empty(200),
                errors.of(
                        PluginEnabledException.class, p -> p.prefixed("plugin already enabled: ")));
    }

    /** Docker's timeout is the calls'; zero, which an install sends, is no limit for them. */
    private static EnableOptions options(String timeout) {
        if (!SECONDS.matcher(timeout).matches()) {
            throw new BadRequestException(
                    400,
                    "timeout \"%s\" is not a whole number of seconds, as in enable?timeout=30"
                            .formatted(timeout));
        }
        Duration seconds = Duration.ofSeconds(Math.min(Long.parseLong(timeout), MOST));
        return seconds.isZero()
                ? EnableOptions.DEFAULT.withCall(Duration.ZERO)
                : EnableOptions.DEFAULT.withStart(seconds).withCall(seconds);
    }
}

package dev.berth.engine.route;

import dev.berth.driver.authz.AuthzDeniedException;
import dev.berth.driver.authz.AuthzFailedException;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.json.JsonDocuments;
import dev.berth.plugin.error.AmbiguousPluginException;
import dev.berth.plugin.error.InvalidCapabilityException;
import dev.berth.plugin.error.InvalidDigestException;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.MountNotAllowedException;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginAlreadyExistsException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginNotReplacedException;
import dev.berth.plugin.error.PluginVersionNotFoundException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.SettingNotSettableException;
import dev.berth.shared.text.PrintableText;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.osgi.service.log.Logger;

/** Maps failures to HTTP statuses and to the bodies of error responses. */
public final class ErrorResponses {
    private static final Map<Class<? extends PluginException>, Integer> STATUS =
            Map.ofEntries(
                    Map.entry(PluginNotFoundException.class, 404),
                    Map.entry(PluginVersionNotFoundException.class, 404),
                    Map.entry(AmbiguousPluginException.class, 400),
                    Map.entry(InvalidPluginException.class, 400),
                    Map.entry(InvalidReferenceException.class, 400),
                    Map.entry(InvalidCapabilityException.class, 400),
                    Map.entry(InvalidDigestException.class, 400),
                    Map.entry(MountNotAllowedException.class, 400),
                    Map.entry(PluginLimitExceededException.class, 400),
                    Map.entry(SettingNotSettableException.class, 400),
                    Map.entry(PrivilegesNotGrantedException.class, 400),
                    Map.entry(NotAdmittedException.class, 403),
                    Map.entry(AuthzDeniedException.class, 403),
                    Map.entry(AuthzFailedException.class, 500),
                    Map.entry(PluginAlreadyExistsException.class, 409),
                    Map.entry(PluginEnabledException.class, 409),
                    Map.entry(PluginDisabledException.class, 409),
                    Map.entry(PluginInUseException.class, 409),
                    Map.entry(PluginNotReplacedException.class, 500));
    private static final int SERVERS_FAULT = 500;
    private static final Problem UNFORESEEN =
            new Problem(SERVERS_FAULT, "internal error; the engine's log has the details");

    private final Logger log;

    public ErrorResponses(Logger log) {
        this.log = log;
    }

    /**
     * What the client is told of a failure.
     *
     * @param status the HTTP status
     * @param message printable: it may quote a plugin or a registry, and clients print it as it is
     */
    public record Problem(int status, String message) {
        public Problem {
            message = PrintableText.lines(String.valueOf(message));
        }

        Problem prefixed(String prefix) {
            return new Problem(status, prefix + message);
        }

        Problem as(int otherStatus) {
            return new Problem(otherStatus, message);
        }

        /** Returns the response with Docker's JSON body, {@code {"message":…}}. */
        public ApiResponse response() {
            String json = JsonDocuments.object().put("message", message).toString();
            return ApiResponse.json(status, json).saying(message);
        }
    }

    /** Returns what to tell the client. An unexpected failure is logged here, and only here. */
    public Problem of(Throwable failure) {
        try {
            return ofCause(cause(failure));
        } catch (Throwable e) {
            // A failure that cannot even tell its message must not cost the client its reply.
            return UNFORESEEN;
        }
    }

    private Problem ofCause(Throwable failure) {
        if (failure instanceof BadRequestException refusal) {
            return new Problem(refusal.status(), refusal.getMessage());
        }
        if (failure instanceof RegistryException registry) {
            return new Problem(status(registry.reason()), registry.getMessage());
        }
        if (failure instanceof PluginException known
                && !(failure instanceof OperationFailedException)) {
            int status = STATUS.getOrDefault(known.getClass(), SERVERS_FAULT);
            return new Problem(status, known.getMessage());
        }
        log.error("a request ended in an error that nobody foresaw", failure);
        return UNFORESEEN;
    }

    /** Returns the same, with what a route makes of one kind of failure. */
    Function<Throwable, Problem> of(
            Class<? extends PluginException> kind, UnaryOperator<Problem> change) {
        return failure -> kind.isInstance(cause(failure)) ? change.apply(of(failure)) : of(failure);
    }

    /** Returns a failure without what a completion stage has wrapped it in. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    private static int status(RegistryException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            // Told 401, the docker command asks for a login to Docker Hub, whatever the registry.
            case UNAUTHORIZED -> 403;
            case UNSUPPORTED -> 400;
            case UNREACHABLE, CORRUPT, REFUSED -> SERVERS_FAULT;
        };
    }

    /** Returns the last line of a stream that failed on its way. */
    static String line(Problem problem) {
        var line = JsonDocuments.object();
        line.putObject("errorDetail").put("message", problem.message());
        return JsonDocuments.escaped(line.put("error", problem.message()));
    }
}

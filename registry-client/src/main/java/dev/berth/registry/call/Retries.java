package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.auth.Access;
import dev.berth.registry.auth.Authorizer;
import dev.berth.registry.http.ExchangeFailure;
import dev.berth.registry.http.Pause;
import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;
import dev.berth.registry.http.RetryAfter;
import dev.berth.registry.http.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Sends a request again when that is worth it, after the time that the registry asks for. */
public final class Retries {
    private final Authorizer authorizer;
    private final RetryPolicy policy;
    private final Pause pause;

    public Retries(Authorizer authorizer, RetryPolicy policy, Pause pause) {
        this.authorizer = authorizer;
        this.policy = policy;
        this.pause = pause;
    }

    /** Makes something of the last answer, whatever it is. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Response response) throws IOException;
    }

    /** Sends a request and reads its answer; an answer that breaks off counts as none. */
    <T> T send(Access access, Request request, Reader<T> reader)
            throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            boolean last = tries >= policy.tries();
            Duration wait;
            try (Response response = authorizer.send(access, request)) {
                if (last || !policy.worthwhile(request, response.status())) {
                    return reader.read(response);
                }
                wait = wait(response, tries);
            } catch (IOException e) {
                if (last || !policy.worthwhile(request, e)) {
                    throw e;
                }
                wait = policy.waitAfter(tries);
            }
            pause.await(wait);
        }
    }

    private Duration wait(Response response, int tries) throws ExchangeFailure {
        Duration wait =
                response.header("Retry-After")
                        .flatMap(header -> RetryAfter.parse(header, Instant.now()))
                        .orElse(policy.waitAfter(tries));
        if (wait.compareTo(policy.longest()) > 0) {
            throw new ExchangeFailure(
                    Reason.REFUSED,
                    "it answered %d and asks to come back in %d s; try again then"
                            .formatted(response.status(), wait.toSeconds()));
        }
        return wait;
    }
}

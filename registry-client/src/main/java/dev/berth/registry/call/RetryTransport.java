package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.auth.AccessRequest;
import dev.berth.registry.auth.Authorizer;
import dev.berth.registry.http.ExchangeFailure;
import dev.berth.registry.http.RegistryRequest;
import dev.berth.registry.http.RegistryResponse;
import dev.berth.registry.http.RetryAfter;
import dev.berth.registry.http.RetryPolicy;
import dev.berth.registry.http.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Sends a request again when that is worth it, after the time that the registry asks for. */
public final class RetryTransport {
    private final Authorizer authorizer;
    private final RetryPolicy policy;
    private final Sleeper pause;

    public RetryTransport(Authorizer authorizer, RetryPolicy policy, Sleeper pause) {
        this.authorizer = authorizer;
        this.policy = policy;
        this.pause = pause;
    }

    /** Makes something of the last answer, whatever it is. */
    @FunctionalInterface
    interface Reader<T> {
        T read(RegistryResponse response) throws IOException;
    }

    /** Sends a request and reads its answer; an answer that breaks off counts as none. */
    <T> T send(AccessRequest access, RegistryRequest request, Reader<T> reader)
            throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            boolean last = tries >= policy.tries();
            Duration wait;
            try (RegistryResponse response = authorizer.send(access, request)) {
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

    private Duration wait(RegistryResponse response, int tries) throws ExchangeFailure {
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

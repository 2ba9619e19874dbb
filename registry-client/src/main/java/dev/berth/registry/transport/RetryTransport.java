package dev.berth.registry.transport;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends a request again if that may help, after the time that the server asks for. A body that is
 * wanted whole is read here, so that one that breaks off counts as a failed exchange.
 */
public final class RetryTransport implements Transport {
    private final Transport next;
    private final RetryPolicy policy;
    private final Sleeper pause;

    public RetryTransport(Transport next, RetryPolicy policy, Sleeper pause) {
        this.next = next;
        this.policy = policy;
        this.pause = pause;
    }

    @Override
    public RegistryResponse send(RegistryRequest request) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            boolean last = tries >= policy.tries();
            Duration wait;
            try {
                RegistryResponse response = next.send(request);
                if (last || !policy.isWorthwhile(request, response.status())) {
                    return received(request, response);
                }
                wait = waitAsked(response, tries);
            } catch (IOException e) {
                if (last || !policy.isWorthwhile(request, e)) {
                    throw e;
                }
                wait = policy.waitAfter(tries);
            }
            pause.await(wait);
        }
    }

    private static RegistryResponse received(RegistryRequest request, RegistryResponse response)
            throws IOException {
        if (response.isSuccess() && request.bodyLimit().isPresent()) {
            response.buffer(request.bodyLimit().getAsInt());
        }
        return response;
    }

    private Duration waitAsked(RegistryResponse response, int tries) throws IOException {
        try (response) {
            Optional<Duration> asked =
                    response.header("Retry-After")
                            .flatMap(header -> RetryAfter.parse(header, Instant.now()));
            if (asked.isPresent() && asked.get().compareTo(policy.longest()) > 0) {
                throw new ExchangeException(
                        Reason.REFUSED,
                        "it answered %d and asks to come back in %d s; try again then"
                                .formatted(response.status(), asked.get().toSeconds()));
            }
            return asked.map(RetryPolicy::waitAsked).orElse(policy.waitAfter(tries));
        }
    }
}

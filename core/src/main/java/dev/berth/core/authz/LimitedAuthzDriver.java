package dev.berth.core.authz;

import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A driver of another bundle, asked on a thread of its own and for a limited time. */
record LimitedAuthzDriver(AuthzDriver driver, Supplier<Duration> limit) implements AuthzDriver {

    @Override
    public AuthzDecision authorizeRequest(AuthzRequest request) {
        return ask(() -> driver.authorizeRequest(request));
    }

    @Override
    public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
        return ask(() -> driver.authorizeResponse(request, response));
    }

    private AuthzDecision ask(Supplier<AuthzDecision> question) {
        AtomicReference<AuthzDecision> decision = new AtomicReference<>();
        ForeignCall call =
                ForeignCall.start(
                        "authorization driver",
                        "berth-authz-driver",
                        () -> decision.set(question.get()));
        WaitBudget time = new WaitBudget(limit.get());
        try {
            if (!call.await(time)) {
                throw new IllegalStateException(
                        "it has not decided within %d s".formatted(time.limit().toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the question was cancelled", e);
        }
        call.failure()
                .ifPresent(
                        failure -> {
                            throw new IllegalStateException(message(failure), failure);
                        });
        return decision.get();
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}

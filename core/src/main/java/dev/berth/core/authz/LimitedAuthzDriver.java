package dev.berth.core.authz;

import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A driver of another bundle, asked on a thread of its own and for a limited time. What is not
 * decided then is interrupted; while too many such questions have not returned all the same, no
 * other is asked, so that a driver that hangs does not use up the threads.
 */
final class LimitedAuthzDriver implements AuthzDriver {
    private static final int MOST_LATE = 8;

    private final AuthzDriver driver;
    private final Supplier<Duration> limit;
    private final List<ForeignCall> late = new ArrayList<>();

    LimitedAuthzDriver(AuthzDriver driver, Supplier<Duration> limit) {
        this.driver = driver;
        this.limit = limit;
    }

    @Override
    public AuthzDecision authorizeRequest(AuthzRequest request) {
        return ask(() -> driver.authorizeRequest(request));
    }

    @Override
    public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
        return ask(() -> driver.authorizeResponse(request, response));
    }

    private AuthzDecision ask(Supplier<AuthzDecision> question) {
        requireFewLate();
        AtomicReference<AuthzDecision> decision = new AtomicReference<>();
        ForeignCall call =
                ForeignCall.ask(
                        "authorization driver",
                        "berth-authz-driver",
                        () -> decision.set(question.get()));
        WaitBudget time = new WaitBudget(limit.get());
        try {
            if (!call.await(time)) {
                abandon(call);
                throw new IllegalStateException(
                        "it has not decided within %d s".formatted(time.limit().toSeconds()));
            }
        } catch (InterruptedException e) {
            abandon(call);
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

    private synchronized void requireFewLate() {
        late.removeIf(ForeignCall::hasEnded);
        if (late.size() >= MOST_LATE) {
            throw new IllegalStateException(
                    "it has not decided on %d earlier questions".formatted(late.size()));
        }
    }

    private synchronized void abandon(ForeignCall call) {
        late.add(call);
        call.interrupt();
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}

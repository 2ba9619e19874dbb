package dev.berth.registry.transport;

import dev.berth.shared.thread.ExponentialBackoff;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/**
 * Which requests are sent again, and after which wait.
 *
 * @param tries how often to send a request in all
 * @param first how long to wait before the second try, see {@link ExponentialBackoff}
 * @param longest how long to wait at most; a registry that asks for more is given up
 */
public record RetryPolicy(int tries, Duration first, Duration longest) {
    private static final Set<Integer> BUSY = Set.of(408, 425, 429, 503);
    private static final Set<Integer> BROKEN = Set.of(500, 502, 504);

    /** Returns whether a request may have another response in a moment. */
    boolean isWorthwhile(RegistryRequest request, int status) {
        return BUSY.contains(status) || request.repeatable() && BROKEN.contains(status);
    }

    /** Returns whether a request that failed may succeed in a moment. */
    boolean isWorthwhile(RegistryRequest request, IOException failure) {
        return request.repeatable() && isTransient(failure);
    }

    private static boolean isTransient(IOException failure) {
        boolean definite =
                failure instanceof ExchangeException
                        || failure instanceof RequestBodyException
                        || failure instanceof InterruptedIOException
                        || failure instanceof HttpTimeoutException
                        || failure instanceof ConnectException
                        || failure instanceof SSLException;
        return !definite;
    }

    /** Returns how long to wait after a number of tries. */
    public Duration waitAfter(int triesDone) {
        return new ExponentialBackoff(first, longest).after(triesDone);
    }

    /**
     * Returns how long to wait if the registry asks for a time: that, and up to half of it more, so
     * that all whom it has told the same do not come back at once.
     */
    public static Duration waitAsked(Duration asked) {
        return asked.plusMillis(ThreadLocalRandom.current().nextLong(asked.toMillis() / 2 + 1));
    }
}

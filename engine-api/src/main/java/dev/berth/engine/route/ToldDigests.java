package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiRequest;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Requester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The digests that peers were told the privileges of. Docker's clients ask for a reference's
 * privileges, show them, and then pull the reference: they get what was shown, though the tag has
 * moved meanwhile. Whether somebody was shown them, or {@code --grant-all-permissions} was given,
 * their requests do not say: it counts as asked. An entry is good for one pull and for one hour;
 * the oldest of too many goes. Thread-safe.
 */
final class ToldDigests {
    private static final int MOST = 1000;
    private static final Duration AGE = Duration.ofHours(1);

    private record Question(Requester peer, String reference) {}

    private record Told(Digest digest, Instant time) {}

    private final Clock clock;
    private final Map<Question, Told> told = new LinkedHashMap<>();

    ToldDigests(Clock clock) {
        this.clock = clock;
    }

    /** Remembers what a peer was told of. */
    synchronized void remember(ApiRequest request, Digest digest) {
        Question question = question(request);
        // What is told anew is the youngest.
        told.remove(question);
        told.put(question, new Told(digest, clock.instant()));
        if (told.size() > MOST) {
            told.remove(told.keySet().iterator().next());
        }
    }

    /**
     * Returns a request for what the peer was told of; as it is, and without anybody's having been
     * asked, if it was told nothing.
     */
    InstallRequest pinned(ApiRequest request, InstallRequest install) {
        return take(request)
                .map(digest -> install.withDigest(digest).withConsent(Consent.ASKED))
                .orElse(install);
    }

    private synchronized Optional<Digest> take(ApiRequest request) {
        Instant oldest = clock.instant().minus(AGE);
        return Optional.ofNullable(told.remove(question(request)))
                .filter(known -> known.time().isAfter(oldest))
                .map(Told::digest);
    }

    private static Question question(ApiRequest request) {
        return new Question(request.head().peer().get(), RemoteParameters.of(request).toString());
    }
}

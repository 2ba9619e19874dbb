package dev.berth.engine.itest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a script says below a row: why the replies differ, beside which releases, and how.
 *
 * @param reasons all of them
 * @param pins what is in one engine's reply only; by {@code docker} or {@code berth}, perhaps with
 *     the client's version, {@code docker 20}, or with dockerd's, {@code docker from 26}
 */
record Explanation(List<Reason> reasons, Map<String, String> pins) {

    /** Returns what is expected beside a release; nothing if the replies are to be equal. */
    Optional<ExpectedDifference> beside(Peer peer) {
        List<KnownDifference> there =
                reasons.stream()
                        .filter(reason -> reason.releases().include(peer.dockerd()))
                        .map(Reason::difference)
                        .toList();
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ExpectedDifference(there, pin("docker", peer), pin("berth", peer)));
    }

    private String pin(String engine, Peer peer) {
        String each = pins.getOrDefault(engine, "nothing is said of " + engine);
        for (int release = Integer.parseInt(peer.dockerd()); release > 0; release--) {
            String of = pins.get("%s from %d".formatted(engine, release));
            if (of != null) {
                return of;
            }
        }
        return pins.getOrDefault(engine + " " + peer.client(), each);
    }
}

package dev.berth.dist;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Finds out why a bundle does not start. */
final class StartProblem {

    private StartProblem() {}

    /** Tries to start a bundle; returns what is in the way. */
    static Optional<String> of(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return Optional.empty();
        } catch (BundleException e) {
            return Optional.of(
                    "bundle %s cannot be started: %s"
                            .formatted(bundle.getSymbolicName(), reason(e)));
        }
    }

    /** An activator's own exception says more than "Activator start error". */
    private static String reason(BundleException failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null
                ? failure.getMessage()
                : cause.getMessage();
    }
}

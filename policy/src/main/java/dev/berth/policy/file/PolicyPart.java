package dev.berth.policy.file;

import java.util.Map;
import java.util.Optional;

/**
 * What one file or configuration says of a policy.
 *
 * @param place where, for people: a path, or a configuration's PID
 * @param fallback for what is in no scope, if it says that
 * @param scopes by {@code registry/path}, or a part of that from its beginning
 */
record PolicyPart(String place, Optional<ScopePolicy> fallback, Map<String, ScopePolicy> scopes) {
    PolicyPart {
        scopes = Map.copyOf(scopes);
    }
}

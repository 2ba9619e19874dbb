package dev.berth.policy.signature;

import dev.berth.plugin.Digest;
import java.util.Objects;

/**
 * What a signature has to be about: a manifest or index in a repository.
 *
 * @param repository with its registry, without tag and digest: {@code host:port/path}
 * @param size of the manifest in bytes
 */
public record SignedManifest(String repository, Digest digest, long size) {
    public SignedManifest {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(digest, "digest");
    }
}

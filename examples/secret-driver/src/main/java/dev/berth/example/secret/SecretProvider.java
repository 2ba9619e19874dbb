package dev.berth.example.secret;

import java.util.Map;
import java.util.Optional;

/** A secret plugin: a service for each that is enabled. */
public interface SecretProvider {

    /**
     * Returns the value of a secret; empty if the plugin has none of this name.
     *
     * @param labels what the plugin is told of the secret
     */
    Optional<byte[]> secret(String name, Map<String, String> labels);
}

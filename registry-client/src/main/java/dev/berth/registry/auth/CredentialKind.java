package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a login is good for, by the fields that it has. */
public final class CredentialKind {
    private CredentialKind() {}

    /** Returns whether there is a name and password. */
    public static boolean hasPassword(RegistryCredentials credentials) {
        return !credentials.username().isEmpty() && !credentials.password().isEmpty();
    }

    /** Returns whether there is a refresh token. */
    public static boolean hasIdentityToken(RegistryCredentials credentials) {
        return !credentials.identityToken().isEmpty();
    }

    /** Returns whether there is a token to be sent as it is. */
    public static boolean hasRegistryToken(RegistryCredentials credentials) {
        return !credentials.registryToken().isEmpty();
    }

    /** Returns whether there is anything at all. */
    public static boolean isEmpty(RegistryCredentials credentials) {
        return !hasPassword(credentials)
                && !hasIdentityToken(credentials)
                && !hasRegistryToken(credentials);
    }

    /** Returns the header of basic authentication. */
    static String basic(RegistryCredentials credentials) {
        String pair = credentials.username() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}

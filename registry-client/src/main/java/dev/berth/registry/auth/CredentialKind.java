package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Which of the four kinds of credentials a login has, by its fields. */
public final class CredentialKind {
    private CredentialKind() {}

    /** Returns whether there are a user name and a password. */
    public static boolean hasPassword(RegistryCredentials credentials) {
        return !credentials.username().isEmpty() && !credentials.password().isEmpty();
    }

    /** Returns whether there is an identity token, which token services take as refresh token. */
    public static boolean hasIdentityToken(RegistryCredentials credentials) {
        return !credentials.identityToken().isEmpty();
    }

    /** Returns whether there is a registry token, which is sent as a bearer token. */
    public static boolean hasRegistryToken(RegistryCredentials credentials) {
        return !credentials.registryToken().isEmpty();
    }

    /** Returns whether there is none. */
    public static boolean isEmpty(RegistryCredentials credentials) {
        return !hasPassword(credentials)
                && !hasIdentityToken(credentials)
                && !hasRegistryToken(credentials);
    }

    /** Returns the {@code Authorization} header value of basic authentication. */
    static String basic(RegistryCredentials credentials) {
        String pair = credentials.username() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.berth.plugin;

import java.util.Objects;

/**
 * A login to one registry, as in Docker's {@code X-Registry-Auth}. Immutable. Each field is empty
 * when unused; none but the user's name is ever printed.
 */
public final class RegistryCredentials {
    private final String username;
    private final String password;
    private final String identityToken;
    private final String registryToken;

    private RegistryCredentials(
            String username, String password, String identityToken, String registryToken) {
        this.username = Objects.requireNonNull(username, "username");
        this.password = Objects.requireNonNull(password, "password");
        this.identityToken = Objects.requireNonNull(identityToken, "identityToken");
        this.registryToken = Objects.requireNonNull(registryToken, "registryToken");
    }

    /** Returns a login by name and password. */
    public static RegistryCredentials of(String username, String password) {
        return new RegistryCredentials(username, password, "", "");
    }

    /** Returns the same login with a refresh token that stands in for the password. */
    public RegistryCredentials withIdentityToken(String identityToken) {
        return new RegistryCredentials(username, password, identityToken, registryToken);
    }

    /** Returns the same login with a bearer token that is sent as it is. */
    public RegistryCredentials withRegistryToken(String registryToken) {
        return new RegistryCredentials(username, password, identityToken, registryToken);
    }

    /** Returns the user's name. */
    public String username() {
        return username;
    }

    /** Returns the user's password. */
    public String password() {
        return password;
    }

    /** Returns the OAuth 2 refresh token that stands in for the password. */
    public String identityToken() {
        return identityToken;
    }

    /** Returns the bearer token that is sent as it is. */
    public String registryToken() {
        return registryToken;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistryCredentials that
                && username.equals(that.username)
                && password.equals(that.password)
                && identityToken.equals(that.identityToken)
                && registryToken.equals(that.registryToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, password, identityToken, registryToken);
    }

    @Override
    public String toString() {
        return "RegistryCredentials[username=" + username + "]";
    }
}
